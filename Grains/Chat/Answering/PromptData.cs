using System.Text;
using System.Text.RegularExpressions;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// Formats the material of a session as delimited data. Anyone may have written the material, so delimiters in it are
/// replaced.
/// </summary>
internal static partial class PromptData
{
    private const string Cut = "\n[cut]";

    /// <summary>
    /// Formats entries while they fit into <paramref name="maxTokens"/> tokens, and cuts the last one; empty if there
    /// are no entries or none fits.
    /// </summary>
    public static string Format(Question question, int maxTokens)
    {
        var text = new StringBuilder();
        foreach (var (kind, content) in Entries(question, maxTokens))
        {
            var entry = Entry(kind, content);
            var left = maxTokens - TokenCounter.Count(text.ToString());
            if (TokenCounter.Count(entry) + 1 <= left)
            {
                text.Append(entry);
                continue;
            }
            left -= TokenCounter.Count(Entry(kind, Cut)) + 2;
            if (left > 0 && TokenCounter.Cut(Escape(content), left) is { Length: > 0 } start)
                text.Append(Entry(kind, start + Cut));
            break;
        }
        return text.ToString();
    }

    private static IEnumerable<(string Kind, string Content)> Entries(Question question, int maxTokens)
    {
        var session = question.Session;
        var repository = new StringBuilder();
        if (session is { RepoOwner: { } owner, RepoName: { } name })
            repository.Append(
                $"Repository: {Line(owner)}/{Line(name)}\nBranch: {Line(session.RepoBranch ?? "main")}\n"
            );
        if (!string.IsNullOrWhiteSpace(session.Title))
            repository.Append($"Title of the conversation: {Line(session.Title)}\n");
        if (!string.IsNullOrWhiteSpace(session.Description))
            repository.Append($"Description: {session.Description.Trim()}\n");
        if (repository.Length > 0)
            yield return ("repository", repository.ToString().TrimEnd());
        if (question.Message.ReferencedFiles is { IsDefaultOrEmpty: false } files)
            yield return (
                "files",
                "Files that the user refers to (paths only):\n" + string.Join('\n', files.Select(Line))
            );
        // The files get at most a third, so that cards have room.
        if (question.Files is { } relevant && RelevantFilesText.Format(relevant, maxTokens / 3) is { Length: > 0 } text)
            yield return ("repository-files", text);
        if (question.FilesAreLate)
            yield return (
                "repository-files",
                "The files of the repository could not be looked at in time for this answer. "
                    + "Say so, and do not guess what is in them."
            );
        foreach (var card in question.Cards)
            yield return (
                "card",
                $"Title: {Line(card.Title)}\n"
                    + (card.Description is { Length: > 0 } about ? $"Description: {Line(about)}\n" : "")
                    + card.Content.Trim()
            );
        if (question.Overview is { } overview)
            yield return ("github", RepositoryOverviewText.Format(overview));
    }

    /// <summary>Formats one entry.</summary>
    public static string Entry(string kind, string content) => $"<data kind=\"{kind}\">\n{Escape(content)}\n</data>\n";

    private static string Line(string text) => LineBreaks.Replace(text, " ").Trim();

    private static string Escape(string text) => Delimiters.Replace(text, "‹");

    [GeneratedRegex(@"<(?=[\s/]*data)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Delimiters { get; }

    [GeneratedRegex(@"\s*[\r\n\u0085\u2028\u2029]+\s*")]
    private static partial Regex LineBreaks { get; }
}
