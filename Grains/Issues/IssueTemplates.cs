using YudaiV3.GitHub;

namespace YudaiV3.Issues;

/// <summary>
/// Finds the template of a repository that suits an issue, where GitHub would: in <c>.github</c>, then at the top.
/// </summary>
internal static class IssueTemplates
{
    private const string Home = ".github",
        Name = "ISSUE_TEMPLATE";
    private static readonly string[] OfTrouble = ["bug", "error", "crash", "fail", "broken", "wrong", "exception"];

    /// <param name="wish">What the issue is about.</param>
    public static async Task<IssueTemplate?> Suitable(this IRepositoryAccess repository, long userId, string wish)
    {
        foreach (var folder in (string[])[Home, ""])
        {
            var names = await repository.Folder(userId, folder);
            if (
                names.FirstOrDefault(name => name.Equals(Name, StringComparison.OrdinalIgnoreCase)) is { } many
                && Choose(await repository.Folder(userId, Path(folder, many)), wish) is { } chosen
            )
                return await Read(repository, userId, Path(Path(folder, many), chosen));
            if (names.FirstOrDefault(name => name.Equals(Name + ".md", StringComparison.OrdinalIgnoreCase)) is { } one)
                return await Read(repository, userId, Path(folder, one));
        }
        return null;
    }

    /// <summary>For trouble the one that is called so, for anything else one for features; else the first.</summary>
    public static string? Choose(IEnumerable<string> names, string wish)
    {
        var wanted = OfTrouble.Any(word => wish.Contains(word, StringComparison.OrdinalIgnoreCase)) ? "bug" : "feature";
        return names
            .Where(name =>
                name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
                || IssueTemplate.IsForm(name) && !name.StartsWith("config.", StringComparison.OrdinalIgnoreCase)
            )
            .OrderByDescending(name => name.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .ThenBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static async Task<IssueTemplate?> Read(IRepositoryAccess repository, long userId, string path) =>
        await repository.File(userId, path) is { } text ? IssueTemplate.Parse(path, text) : null;

    private static string Path(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
