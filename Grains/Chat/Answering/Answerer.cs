using System.Text;
using Microsoft.Extensions.AI;

namespace YudaiV3.Chat.Answering;

/// <summary>Has the model answer a question.</summary>
internal sealed class Answerer(IChatClient model)
{
    /// <exception cref="ModelException">The model gives no answer.</exception>
    public async Task<Answered> Answer(Question question, IAnswerSink sink, CancellationToken stop)
    {
        var text = new StringBuilder();
        string? name = null;
        var prompt = question.Messages.Where(message => message.Role != Speaker.System)
            .Select(message => new ChatMessage(message.Role == Speaker.User ? ChatRole.User : ChatRole.Assistant, message.Content)).ToArray();
        await foreach (var update in model.GetStreamingResponseAsync(prompt, cancellationToken: stop))
        {
            name ??= update.ModelId;
            if (update.Text.Length == 0)
                continue;
            text.Append(update.Text);
            sink.Write(update.Text);
        }
        var content = text.ToString();
        return new Answered { Content = content, Tokens = Tokens.Count(content), PromptTokens = prompt.Sum(message => Tokens.Count(message.Text)), Model = name, Attempts = 1 };
    }
}
