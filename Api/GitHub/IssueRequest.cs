using YudaiV3.Api.Web;
using YudaiV3.GitHub;

namespace YudaiV3.Api.GitHub;

/// <summary>The body of <c>POST …/issues</c>.</summary>
internal sealed record IssueRequest : IChecked
{
    private const int LongestTitle = 256, LongestBody = 65_536, LongestName = 100, MostLabels = 100, MostAssignees = 10; // GitHub's own limits

    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Body { get; init; }
    public IReadOnlyList<string?>? Labels { get; init; }
    public IReadOnlyList<string?>? Assignees { get; init; }

    public void Check(Problems problems)
    {
        problems.Demand("title", Title, LongestTitle);
        problems.Limit("description", Description, LongestBody);
        problems.Limit("body", Body, LongestBody);
        CheckNames(problems, "labels", Labels, MostLabels);
        CheckNames(problems, "assignees", Assignees, MostAssignees);
    }

    public NewGitHubIssue ToIssue() => new() { Title = Title!, Body = Body ?? Description, Labels = [.. (Labels ?? []).OfType<string>()], Assignees = [.. (Assignees ?? []).OfType<string>()] };

    private static void CheckNames(Problems problems, string field, IReadOnlyList<string?>? names, int most)
    {
        if (names is null)
            return;
        if (names.Count > most)
            problems.Add(field, $"There may be at most {most}.");
        if (names.Any(string.IsNullOrWhiteSpace))
            problems.Add(field, "A name must not be blank.");
        foreach (var name in names.Where(name => name?.Length > LongestName).Take(1))
            problems.Limit(field, name, LongestName);
    }
}
