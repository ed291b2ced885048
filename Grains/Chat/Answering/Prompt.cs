using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.AI;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// The messages for the model: the instructions, the data, the newest messages that fit, and the question. The budget
/// goes to the question first, then to the data, then to the conversation from its newest message back.
/// </summary>
internal sealed record Prompt(ImmutableArray<ChatMessage> Messages, int Tokens)
{
    // Tokens that the chat formats add to each message and to the prompt.
    private const int PerMessage = 4,
        PerPrompt = 3;
    private static readonly int InstructionsCost = TokenCounter.Count(SystemPrompt.Text) + PerMessage;

    public static Prompt Build(Question question, int budget)
    {
        if (question.Message.Role != Speaker.User)
            throw new ArgumentException("The last message must be the user's.", nameof(question));
        var instructions = new ChatMessage(ChatRole.System, SystemPrompt.Text);
        var left = budget - PerPrompt - InstructionsCost - PerMessage;
        var last = new ChatMessage(ChatRole.User, CutToFit(Text(question.Message), left))
        {
            RawRepresentation = question,
        };
        left -= TokenCounter.Count(last.Text);

        // The data gets at most half of the rest, so that the newest messages have room.
        ImmutableArray<ChatMessage> data = PromptData.Format(question, left / 2 - PerMessage) is { Length: > 0 } text
            ? [new(ChatRole.User, text)]
            : [];
        left -= data.Sum(Cost);
        var conversation = Newest(question.Messages.AsSpan()[..^1], ref left);
        return new([instructions, .. data, .. conversation, last], budget - left);
    }

    /// <summary>The question of a prompt's last message, for <see cref="OfflineChatClient"/>.</summary>
    public static Question? FindQuestion(ChatMessage message) => message.RawRepresentation as Question;

    private static List<ChatMessage> Newest(ReadOnlySpan<Message> conversation, ref int left)
    {
        var messages = new List<ChatMessage>();
        for (var index = conversation.Length - 1; index >= 0; index--)
        {
            if (conversation[index].Role == Speaker.System)
                continue;
            var message = new ChatMessage(
                conversation[index].Role == Speaker.User ? ChatRole.User : ChatRole.Assistant,
                Text(conversation[index])
            );
            var cost =
                IsPlain(conversation[index]) && conversation[index].Tokens > 0
                    ? conversation[index].Tokens + PerMessage
                    : Cost(message);
            if (cost > left)
                break;
            left -= cost;
            messages.Add(message);
        }
        messages.Reverse();
        return messages;
    }

    /// <summary>Whether the message is sent as it is stored, so that its stored token count applies.</summary>
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

    // The fence is longer than any fence in the code.
    private static string Code(string content)
    {
        var fence = "```";
        while (content.Contains(fence, StringComparison.Ordinal))
            fence += '`';
        return $"{fence}\n{content}\n{fence}";
    }

    private static string CutToFit(string text, int maxTokens)
    {
        const string Mark = "\n[cut]";
        return TokenCounter.Count(text) <= maxTokens
            ? text
            : TokenCounter.Cut(text, maxTokens - TokenCounter.Count(Mark) - 1) + Mark;
    }

    private static int Cost(ChatMessage message) => TokenCounter.Count(message.Text) + PerMessage;
}
