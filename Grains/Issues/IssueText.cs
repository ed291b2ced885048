using System.Text;

namespace YudaiV3.Issues;

/// <summary>Texts of issues as GitHub gets them. Pure.</summary>
internal static class IssueText
{
    /// <summary>GitHub takes up to 65,536 characters; the marker needs some.</summary>
    private const int MaxBodyLength = 65_000;
    private const int MaxTitleLength = 255,
        MaxConversationLength = 20_000,
        MaxCardLength = 4_000;

    /// <summary>In the body and not on the page: by it an issue is found again.</summary>
    public static string Marker(string issueId) => $"<!-- yudai-issue {issueId} -->";

    public static string Body(UserIssue issue)
    {
        var text = new StringBuilder(issue.IssueTextRaw.Trim());
        if (!issue.IssueSteps.IsEmpty)
            text.Append("\n\n## Steps\n\n")
                .AppendJoin('\n', issue.IssueSteps.Select((step, number) => $"{number + 1}. {step}"));
        return $"{Cut(text.ToString(), MaxBodyLength)}\n\n{Marker(issue.IssueId)}";
    }

    /// <summary>The first line with something in it, as a title.</summary>
    public static string Title(string text) =>
        Cut(
            text.Split('\n')
                .Select(line => line.Trim(' ', '\t', '\r', '#', '*'))
                .FirstOrDefault(line => line.Length > 0)
                ?? "Untitled",
            80
        );

    /// <summary>A text that GitHub takes whole.</summary>
    public static string Fit(string body) => Cut(body, MaxBodyLength);

    /// <summary>
    /// The title and body that a model wrote: a first heading is the title. Models like to put a fence around Markdown.
    /// </summary>
    public static (string? Title, string Body) Written(string text)
    {
        text = text.Trim();
        if (
            text.StartsWith("```", StringComparison.Ordinal)
            && text.EndsWith("\n```", StringComparison.Ordinal)
            && text[..text.IndexOf('\n')] is "```" or "```markdown" or "```md"
        )
            text = text[text.IndexOf('\n')..^4].Trim();
        var end = text.IndexOf('\n');
        return text.StartsWith("# ", StringComparison.Ordinal) && end > 0
            ? (Cut(text[2..end].Trim(), MaxTitleLength), text[(end + 1)..].Trim())
            : (null, text);
    }

    /// <summary>
    /// Puts together what is known, under the headings of the repository's template where it has one. Of a long talk
    /// the newest part is quoted.
    /// </summary>
    public static string Summary(IssueBrief brief, IssueTemplate? template)
    {
        var known = new StringBuilder();
        known
            .Append(string.IsNullOrWhiteSpace(brief.Description) ? brief.Title.Trim() : brief.Description.Trim())
            .Append('\n');
        if (
            Newest([.. brief.Conversation.Where(said => said.Who == Chat.Speaker.User).Select(said => said.Text)]) is
            { Count: > 0 } talk
        )
            known.Append("\n### From the conversation\n\n").AppendJoin("\n\n", talk.Select(Quoted)).Append('\n');
        foreach (var card in brief.Cards)
            known.Append(
                $"\n### {card.Title.ReplaceLineEndings(" ").Trim()}\n\n{Quoted(Cut(card.Content, MaxCardLength))}\n"
            );
        if (!brief.Files.IsEmpty)
            known
                .Append("\n### Files\n\n")
                .AppendJoin('\n', brief.Files.Select(file => $"- {Code(file)}"))
                .Append('\n');
        if (template is null)
            return $"## Description\n\n{known}";
        var first = Heading(template.Body);
        return first < 0
            ? $"{known}\n{template.Body}"
            : $"{template.Body[..first].TrimEnd('\n')}\n\n{known}\n{template.Body[first..].TrimStart('\n')}";
    }

    public static string Cut(string text, int longest) =>
        text.Length <= longest
            ? text
            : text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)] + "…";

    private static List<string> Newest(IReadOnlyList<string> messages)
    {
        var kept = new List<string>();
        for (var (at, left) = (messages.Count - 1, MaxConversationLength); at >= 0 && left > 0; at--)
            if (!string.IsNullOrWhiteSpace(messages[at]))
            {
                kept.Add(Cut(messages[at].Trim(), Math.Max(left, 2)));
                left -= kept[^1].Length;
            }
        kept.Reverse();
        return kept;
    }

    private static string Quoted(string message) =>
        string.Join('\n', message.Trim().Split('\n').Select(line => $"> {line.TrimEnd('\r')}"));

    private static string Code(string path) =>
        path.Contains('`', StringComparison.Ordinal) ? $"`` {path} ``" : $"`{path}`";

    /// <summary>Where the text after the first heading begins; -1 where there is none.</summary>
    private static int Heading(string template)
    {
        for (var at = 0; at < template.Length; )
        {
            var end = template.IndexOf('\n', at) is >= 0 and var found ? found : template.Length;
            if (template[at] == '#' || template.AsSpan(at, end - at).StartsWith("**", StringComparison.Ordinal))
                return Math.Min(end + 1, template.Length);
            at = end + 1;
        }
        return -1;
    }
}
