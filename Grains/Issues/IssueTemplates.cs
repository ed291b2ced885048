using YudaiV3.GitHub;

namespace YudaiV3.Issues;

/// <summary>
/// Finds the template of a repository that suits an issue. It searches where GitHub does: in <c>.github</c>, then in
/// the root folder.
/// </summary>
internal static class IssueTemplates
{
    private const string GitHubFolder = ".github",
        Name = "ISSUE_TEMPLATE";
    private static readonly string[] BugWords = ["bug", "error", "crash", "fail", "broken", "wrong", "exception"];

    /// <param name="text">Title and description of the issue.</param>
    public static async Task<IssueTemplate?> FindTemplate(this IRepositoryAccess repository, long userId, string text)
    {
        foreach (var folder in (string[])[GitHubFolder, ""])
        {
            var names = await repository.Folder(userId, folder);
            if (
                names.FirstOrDefault(name => name.Equals(Name, StringComparison.OrdinalIgnoreCase)) is { } templates
                && Choose(await repository.Folder(userId, Path(folder, templates)), text) is { } chosen
            )
                return await Read(repository, userId, Path(Path(folder, templates), chosen));
            if (
                names.FirstOrDefault(name => name.Equals(Name + ".md", StringComparison.OrdinalIgnoreCase)) is
                { } single
            )
                return await Read(repository, userId, Path(folder, single));
        }
        return null;
    }

    /// <summary>
    /// The first template that is named after bugs or features, depending on the text; otherwise the first one.
    /// </summary>
    public static string? Choose(IEnumerable<string> names, string text)
    {
        var preferred = BugWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? "bug"
            : "feature";
        return names
            .Where(name =>
                name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
                || IssueTemplate.IsForm(name) && !name.StartsWith("config.", StringComparison.OrdinalIgnoreCase)
            )
            .OrderByDescending(name => name.Contains(preferred, StringComparison.OrdinalIgnoreCase))
            .ThenBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static async Task<IssueTemplate?> Read(IRepositoryAccess repository, long userId, string path) =>
        await repository.File(userId, path) is { } content ? IssueTemplate.Parse(path, content) : null;

    private static string Path(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
