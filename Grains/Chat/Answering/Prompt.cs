using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.AI;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// What the model is sent: the instructions, what is known (as data), the newest messages that fit, the question. The
/// question comes first when tokens are shared out,
/// then what the user chose for it, then the talk from its newest message back.
/// </summary>
internal sealed record Prompt(ImmutableArray<ChatMessage> Messages, int Tokens)
{
    // What the endpoints' chat formats add to each message and to the whole.
    private const int PerMessage = 4,
        PerPrompt = 3;
    private static readonly int InstructionsCost = TokenCounter.Count(SystemPrompt.Text) + PerMessage;

    public static Prompt Build(Question question, int budget)
    {
        if (question.Asked.Role != Speaker.User)
            throw new ArgumentException("The last message must be the user's.", nameof(question));
        var instructions = new ChatMessage(ChatRole.System, SystemPrompt.Text);
        var left = budget - PerPrompt - InstructionsCost - PerMessage;
        var asked = new ChatMessage(ChatRole.User, Fitting(Text(question.Asked), left))
        {
            RawRepresentation = question,
        };
        left -= TokenCounter.Count(asked.Text);

        // At most half of the rest, so that chosen cards do not make DAifu forget what was said a minute ago.
        ImmutableArray<ChatMessage> known = PromptData.Format(question, left / 2 - PerMessage) is { Length: > 0 } data
            ? [new(ChatRole.User, data)]
            : [];
        left -= known.Sum(Cost);
        var talk = Newest(question.Messages.AsSpan()[..^1], ref left);
        return new([instructions, .. known, .. talk, asked], budget - left);
    }

    /// <summary>The question that a prompt's last message asks, for a client that is no model.</summary>
    public static Question? QuestionOf(ChatMessage message) => message.RawRepresentation as Question;

    private static List<ChatMessage> Newest(ReadOnlySpan<Message> talk, ref int left)
    {
        var kept = new List<ChatMessage>();
        for (var at = talk.Length - 1; at >= 0; at--)
        {
            if (talk[at].Role == Speaker.System)
                continue;
            var message = new ChatMessage(
                talk[at].Role == Speaker.User ? ChatRole.User : ChatRole.Assistant,
                Text(talk[at])
            );
            var cost = IsPlain(talk[at]) && talk[at].Tokens > 0 ? talk[at].Tokens + PerMessage : Cost(message);
            if (cost > left)
                break;
            left -= cost;
            kept.Add(message);
        }
        kept.Reverse();
        return kept;
    }

    /// <summary>It is sent as it is stored, and its tokens were counted then.</summary>
    private static bool IsPlain(Message message) => !message.IsCode && message.Metadata is not { Stopped: true };

    private static string Text(Message message)
    {
        if (IsPlain(message))
            return message.Content;
        var text = new StringBuilder(message.IsCode ? Code(message.Content) : message.Content);
        if (message.Metadata is { Stopped: true })
            text.Append("\n\n[The user stopped this answer here.]");
        return text.ToString();
    }

    // The fence is longer than any in the code.
    private static string Code(string content)
    {
        var fence = "```";
        while (content.Contains(fence, StringComparison.Ordinal))
            fence += '`';
        return $"{fence}\n{content}\n{fence}";
    }

    private static string Fitting(string text, int most)
    {
        const string Mark = "\n[cut]";
        return TokenCounter.Count(text) <= most
            ? text
            : TokenCounter.Cut(text, most - TokenCounter.Count(Mark) - 1) + Mark;
    }

    private static int Cost(ChatMessage message) => TokenCounter.Count(message.Text) + PerMessage;
}
