using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using YudaiV3.Chat.Answering;

namespace YudaiV3.Api.Tests;

/// <summary>A model that repeats the question; "@wait" is answered when the test says so, and "@fail" never.</summary>
internal sealed class EchoModel : IChatClient
{
    public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the model was sent with each question.</summary>
    public ConcurrentDictionary<string, string> Prompts { get; } = new();

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var question = messages.Last().Text;
        Prompts[question] = string.Join('\n', messages.Select(message => message.Text));
        if (question.Contains("@fail", StringComparison.Ordinal))
            throw new ModelException("The model is out of order.");
        yield return new ChatResponseUpdate(ChatRole.Assistant, "You said: ");
        if (question == "@wait")
            await Go.Task.WaitAsync(cancellationToken);
        yield return new ChatResponseUpdate(ChatRole.Assistant, question);
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
