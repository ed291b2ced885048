using YudaiV3.Api.Web;

namespace YudaiV3.Api.Chat;

/// <summary>What a user's message may be, whichever way it comes.</summary>
internal static class MessageRules
{
    public const int LongestContent = 10_000;
    private const int MostReferences = 100;
    private const int LongestId = 255;
    private const int LongestPath = 4096;

    /// <summary>1 to 10,000 characters, not blank.</summary>
    public static void Check(Problems problems, string field, string? content) => problems.Demand(field, content, LongestContent);

    public static void CheckIds(Problems problems, string field, string?[]? ids) => CheckEach(problems, field, ids, LongestId);

    public static void CheckPaths(Problems problems, string field, string?[]? paths) => CheckEach(problems, field, paths, LongestPath);

    private static void CheckEach(Problems problems, string field, string?[]? texts, int longest)
    {
        if (texts is { Length: > MostReferences })
            problems.Add(field, $"There may be at most {MostReferences}.");
        else if (texts is not null && texts.Any(text => string.IsNullOrEmpty(text) || text.Length > longest))
            problems.Add(field, $"Each must be a text of 1 to {longest:N0} characters.");
    }
}
