using System.Text;
using System.Text.RegularExpressions;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// Writes what the session knows as delimited data: others may have written it, so nothing in it can look like the end
/// of the data.
/// </summary>
internal static partial class PromptData
{
    private const string Cut = "\n[cut]";

    /// <summary>
    /// Whole entries while they fit into <paramref name="most"/> tokens, the last one cut; empty where nothing is known
    /// or nothing fits.
    /// </summary>
    public static string Format(Question question, int most)
    {
        var text = new StringBuilder();
        foreach (var (kind, content) in Entries(question, most))
        {
            var entry = Entry(kind, content);
            var left = most - TokenCounter.Count(text.ToString());
            if (TokenCounter.Count(entry) + 1 <= left)
            {
                text.Append(entry);
                continue;
            }
            left -= TokenCounter.Count(Entry(kind, Cut)) + 2;
            if (left > 0 && TokenCounter.Cut(Harmless(content), left) is { Length: > 0 } some)
                text.Append(Entry(kind, some + Cut));
            break;
        }
        return text.ToString();
    }

    private static IEnumerable<(string Kind, string Content)> Entries(Question question, int most)
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
        if (question.Asked.ReferencedFiles is { IsDefaultOrEmpty: false } files)
            yield return (
                "files",
                "Files that the user refers to (paths only):\n" + string.Join('\n', files.Select(Line))
            );
        // A third at the most, so that chosen cards have room too.
        if (question.Files is { } found && RelevantFilesText.Format(found, most / 3) is { Length: > 0 } matter)
            yield return ("repository-files", matter);
        foreach (var card in question.Cards)
            yield return (
                "card",
                $"Title: {Line(card.Title)}\n{(card.Description is { Length: > 0 } about ? $"Description: {Line(about)}\n" : "")}{card.Content.Trim()}"
            );
        if (question.News is { } news)
            yield return ("github", RepositoryOverviewText.Format(news));
    }

    /// <summary>One entry, whole.</summary>
    public static string Entry(string kind, string content) =>
        $"<data kind=\"{kind}\">\n{Harmless(content)}\n</data>\n";

    private static string Line(string text) => LineBreaks.Replace(text, " ").Trim();

    private static string Harmless(string text) => Delimiters.Replace(text, "‹");

    [GeneratedRegex(@"<(?=[\s/]*data)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Delimiters { get; }

    [GeneratedRegex(@"\s*[\r\n\u0085\u2028\u2029]+\s*")]
    private static partial Regex LineBreaks { get; }
}
