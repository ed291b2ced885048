using System.Text;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Issues;

/// <summary>
/// Formats the input of an issue as data for a model, within a token budget. Of a long conversation it takes the newest
/// part. Pure.
/// </summary>
internal static class IssueMaterial
{
    private const int RequestTokens = 3_000,
        TemplateTokens = 2_000,
        FileTokens = 1_000,
        CardTokens = 3_000;

    /// <summary>In characters. A text is cut to this length per token before its tokens are counted.</summary>
    private const int MaxTokenLength = 130;

    public static string Format(IssueBrief brief, IssueTemplate? template, int maxTokens)
    {
        var text = new StringBuilder();
        var left = maxTokens;
        Add("wish", $"{brief.Title}\n{brief.Description}", RequestTokens);
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
                || Cut(content.Trim(), share) is not { Length: > 0 } part
            )
                return;
            var entry = PromptData.Entry(kind, part);
            left -= TokenCounter.Count(entry);
            text.Append(entry);
        }
    }

    /// <summary>The newest messages that fit, oldest first.</summary>
    private static string Newest(IssueBrief brief, int maxTokens)
    {
        const int overhead = 20; // For the entry, and because joined lines may have more tokens.
        var lines = new List<string>();
        var left = maxTokens - overhead;
        for (var at = brief.Conversation.Length - 1; at >= 0 && left > 0; at--)
        {
            var (speaker, text) = brief.Conversation[at];
            var line = Cut($"{(speaker == Speaker.User ? "User" : "DAifu")}: {text.Trim()}", left);
            left -= TokenCounter.Count(line) + 2;
            lines.Add(line);
        }
        lines.Reverse();
        return string.Join("\n\n", lines);
    }

    private static string Cut(string text, int maxTokens)
    {
        var maxLength = Math.Min(text.Length, maxTokens * (long)MaxTokenLength);
        return TokenCounter.Cut(maxLength == text.Length ? text : text[..(int)maxLength], maxTokens);
    }
}
