using System.Text;

namespace YudaiV3.Issues;

/// <summary>Formats the texts of issues on GitHub. Pure.</summary>
internal static class IssueText
{
    /// <summary>GitHub accepts 65,536 characters. The rest is for the marker.</summary>
    private const int MaxBodyLength = 65_000;
    private const int MaxTitleLength = 255,
        MaxConversationLength = 20_000,
        MaxCardLength = 4_000;

    /// <summary>Identifies an issue. It is part of the body but not visible on the page.</summary>
    public static string Marker(string issueId) => $"<!-- yudai-issue {issueId} -->";

    public static string Body(UserIssue issue)
    {
        var text = new StringBuilder(issue.IssueTextRaw.Trim());
        if (!issue.IssueSteps.IsEmpty)
            text.Append("\n\n## Steps\n\n")
                .AppendJoin('\n', issue.IssueSteps.Select((step, number) => $"{number + 1}. {step}"));
        return $"{Cut(text.ToString(), MaxBodyLength)}\n\n{Marker(issue.IssueId)}";
    }

    /// <summary>The first line that is not empty, as a title.</summary>
    public static string Title(string text) =>
        Cut(
            text.Split('\n')
                .Select(line => line.Trim(' ', '\t', '\r', '#', '*'))
                .FirstOrDefault(line => line.Length > 0)
                ?? "Untitled",
            80
        );

    /// <summary>Cuts a text to the length that GitHub accepts.</summary>
    public static string Fit(string body) => Cut(body, MaxBodyLength);

    /// <summary>
    /// The title and body of a model's text. A first heading is the title. A code fence around the whole text is
    /// removed.
    /// </summary>
    public static (string? Title, string Body) Split(string text)
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
    /// Composes an issue without a model, in the repository's template if it has one. Of a long conversation the newest
    /// part is quoted.
    /// </summary>
    public static string Summary(IssueBrief brief, IssueTemplate? template)
    {
        var text = new StringBuilder();
        text.Append(string.IsNullOrWhiteSpace(brief.Description) ? brief.Title.Trim() : brief.Description.Trim())
            .Append('\n');
        if (
            Newest([.. brief.Conversation.Where(said => said.Who == Chat.Speaker.User).Select(said => said.Text)]) is
            { Count: > 0 } messages
        )
            text.Append("\n### From the conversation\n\n").AppendJoin("\n\n", messages.Select(Quoted)).Append('\n');
        foreach (var card in brief.Cards)
            text.Append(
                $"\n### {card.Title.ReplaceLineEndings(" ").Trim()}\n\n{Quoted(Cut(card.Content, MaxCardLength))}\n"
            );
        if (!brief.Files.IsEmpty)
            text.Append("\n### Files\n\n").AppendJoin('\n', brief.Files.Select(file => $"- {Code(file)}")).Append('\n');
        if (template is null)
            return $"## Description\n\n{text}";
        var first = Heading(template.Body);
        return first < 0
            ? $"{text}\n{template.Body}"
            : $"{template.Body[..first].TrimEnd('\n')}\n\n{text}\n{template.Body[first..].TrimStart('\n')}";
    }

    public static string Cut(string text, int maxLength) =>
        text.Length <= maxLength
            ? text
            : text[..(char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1)] + "…";

    private static List<string> Newest(IReadOnlyList<string> messages)
    {
        var newest = new List<string>();
        for (var (at, left) = (messages.Count - 1, MaxConversationLength); at >= 0 && left > 0; at--)
            if (!string.IsNullOrWhiteSpace(messages[at]))
            {
                newest.Add(Cut(messages[at].Trim(), Math.Max(left, 2)));
                left -= newest[^1].Length;
            }
        newest.Reverse();
        return newest;
    }

    private static string Quoted(string message) =>
        string.Join('\n', message.Trim().Split('\n').Select(line => $"> {line.TrimEnd('\r')}"));

    private static string Code(string path) =>
        path.Contains('`', StringComparison.Ordinal) ? $"`` {path} ``" : $"`{path}`";

    /// <summary>The position after the first heading; -1 if there is none.</summary>
    private static int Heading(string template)
    {
        var at = 0;
        while (at < template.Length)
        {
            var end = template.IndexOf('\n', at) is >= 0 and var found ? found : template.Length;
            if (template[at] == '#' || template.AsSpan(at, end - at).StartsWith("**", StringComparison.Ordinal))
                return Math.Min(end + 1, template.Length);
            at = end + 1;
        }
        return -1;
    }
}
