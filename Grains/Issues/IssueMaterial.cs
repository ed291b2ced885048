using System.Text;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Issues;

/// <summary>
/// What a model reads to write an issue, as data, within a budget of tokens: of a long talk the newest part. Pure.
/// </summary>
internal static class IssueMaterial
{
    private const int WishTokens = 3_000,
        TemplateTokens = 2_000,
        FileTokens = 1_000,
        CardTokens = 3_000;

    /// <summary>No token is longer: so much of a text is looked at before its tokens are counted.</summary>
    private const int MaxTokenLength = 130;

    public static string Format(IssueBrief brief, IssueTemplate? template, int most)
    {
        var text = new StringBuilder();
        var left = most;
        Add("wish", $"{brief.Title}\n{brief.Description}", WishTokens);
        Add("template", template?.Body, TemplateTokens);
        Add("files", string.Join('\n', brief.Files), FileTokens);
        Add("cards", string.Join("\n\n", brief.Cards.Select(card => $"{card.Title}\n{card.Content}")), CardTokens);
        Add("conversation", Newest(brief, left), left);
        return text.Append("Write the issue.").ToString();

        void Add(string kind, string? content, int share)
        {
            share = Math.Min(share, left) - TokenCounter.Count(PromptData.Entry(kind, ""));
            if (
                share <= 0
                || string.IsNullOrWhiteSpace(content)
                || Cut(content.Trim(), share) is not { Length: > 0 } some
            )
                return;
            var entry = PromptData.Entry(kind, some);
            left -= TokenCounter.Count(entry);
            text.Append(entry);
        }
    }

    /// <summary>From the newest message back as far as they fit.</summary>
    private static string Newest(IssueBrief brief, int most)
    {
        const int overhead = 20; // of the entry, and of what may be counted otherwise in one piece
        var kept = new List<string>();
        var left = most - overhead;
        for (var at = brief.Conversation.Length - 1; at >= 0 && left > 0; at--)
        {
            var (who, said) = brief.Conversation[at];
            var line = Cut($"{(who == Speaker.User ? "User" : "DAifu")}: {said.Trim()}", left);
            left -= TokenCounter.Count(line) + 2;
            kept.Add(line);
        }
        kept.Reverse();
        return string.Join("\n\n", kept);
    }

    private static string Cut(string text, int most)
    {
        var longest = Math.Min(text.Length, most * (long)MaxTokenLength);
        return TokenCounter.Cut(longest == text.Length ? text : text[..(int)longest], most);
    }
}
