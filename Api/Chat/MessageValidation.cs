using YudaiV3.Api.Web;

namespace YudaiV3.Api.Chat;

/// <summary>The limits of a user's message, over HTTP and WebSockets.</summary>
internal static class MessageValidation
{
    public const int MaxContentLength = 10_000;
    private const int MaxReferences = 100;
    private const int MaxIdLength = 255;
    private const int MaxPathLength = 4096;

    /// <summary>1 to 10,000 characters, not blank.</summary>
    public static void Check(ValidationErrors problems, string field, string? content) =>
        problems.Require(field, content, MaxContentLength);

    public static void CheckIds(ValidationErrors problems, string field, string?[]? ids) =>
        CheckEach(problems, field, ids, MaxIdLength);

    public static void CheckPaths(ValidationErrors problems, string field, string?[]? paths) =>
        CheckEach(problems, field, paths, MaxPathLength);

    private static void CheckEach(ValidationErrors problems, string field, string?[]? texts, int maxLength)
    {
        if (texts is { Length: > MaxReferences })
            problems.Add(field, $"There may be at most {MaxReferences}.");
        else if (texts is not null && texts.Any(text => string.IsNullOrEmpty(text) || text.Length > maxLength))
            problems.Add(field, $"Each must be a text of 1 to {maxLength:N0} characters.");
    }
}
