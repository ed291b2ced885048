using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace YudaiV3.Silo.Tests.Chat;

/// <summary>A model that gives the same answer at once.</summary>
internal sealed class InstantModel : IChatClient
{
    public const string Answer = "An answer that is as long as answers of one sentence are.";

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, Answer);
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Answer)));

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
