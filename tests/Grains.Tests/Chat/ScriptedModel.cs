using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace YudaiV3.Chat;

/// <summary>
/// A model whose answers the tests write. It repeats a question without a script. It answers a question that begins
/// with "@name" with the text that the test writes into the script of that name.
/// </summary>
internal sealed class ScriptedModel : IChatClient
{
    private readonly ConcurrentDictionary<string, Script> _scripts = new();

    /// <summary>Number of calls for each question.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    public Script Script(string name) => _scripts.GetOrAdd(name, _ => new Script());

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var question = messages.Last().Text;
        Calls.AddOrUpdate(question, 1, (_, calls) => calls + 1);
        if (!question.StartsWith('@'))
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, "You said: ");
            yield return new ChatResponseUpdate(ChatRole.Assistant, question);
            yield break;
        }
        var script = Script(question.Split(' ')[0][1..]);
        script.Prompts.Writer.TryWrite([.. messages]);
        try
        {
            await foreach (var text in script.Words.Reader.ReadAllAsync(cancellationToken))
                yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
                script.HungUp.TrySetResult();
        }
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}

/// <summary>
/// One answer that a test writes. Completing the writer ends it; completing it with an exception makes the model fail.
/// </summary>
internal sealed class Script
{
    public Channel<string> Words { get; } = Channel.CreateUnbounded<string>();

    /// <summary>The prompts that the model received.</summary>
    public Channel<ChatMessage[]> Prompts { get; } = Channel.CreateUnbounded<ChatMessage[]>();

    /// <summary>Completes when the caller cancels.</summary>
    public TaskCompletionSource HungUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
