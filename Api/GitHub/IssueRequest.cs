using YudaiV3.Api.Web;
using YudaiV3.GitHub;

namespace YudaiV3.Api.GitHub;

/// <summary>The body of <c>POST …/issues</c>.</summary>
internal sealed record IssueRequest : IValidatedRequest
{
    private const int MaxTitleLength = 256,
        MaxBodyLength = 65_536,
        MaxNameLength = 100,
        MaxLabels = 100,
        MaxAssignees = 10; // The limits of GitHub.

    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Body { get; init; }
    public IReadOnlyList<string?>? Labels { get; init; }
    public IReadOnlyList<string?>? Assignees { get; init; }

    public void Check(ValidationErrors problems)
    {
        problems.Require("title", Title, MaxTitleLength);
        problems.Limit("description", Description, MaxBodyLength);
        problems.Limit("body", Body, MaxBodyLength);
        CheckNames(problems, "labels", Labels, MaxLabels);
        CheckNames(problems, "assignees", Assignees, MaxAssignees);
    }

    public NewGitHubIssue ToIssue() =>
        new()
        {
            Title = Title!,
            Body = Body ?? Description,
            Labels = [.. (Labels ?? []).OfType<string>()],
            Assignees = [.. (Assignees ?? []).OfType<string>()],
        };

    private static void CheckNames(ValidationErrors problems, string field, IReadOnlyList<string?>? names, int maxCount)
    {
        if (names is null)
            return;
        if (names.Count > maxCount)
            problems.Add(field, $"There may be at most {maxCount}.");
        if (names.Any(string.IsNullOrWhiteSpace))
            problems.Add(field, "A name must not be blank.");
        foreach (var name in names.Where(name => name?.Length > MaxNameLength).Take(1))
            problems.Limit(field, name, MaxNameLength);
    }
}
