using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// The chat client without a model endpoint. Its answer says so, and lists what the session contains.
/// </summary>
internal sealed class OfflineChatClient : IChatClient
{
    public const string ModelId = "offline-daifu";

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await Task.CompletedTask;
        var question = messages.Last(message => message.Role == ChatRole.User);
        foreach (var word in Words(OfflineAnswer.Create(question.Text, Prompt.FindQuestion(question))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(ChatRole.Assistant, word) { ModelId = ModelId };
        }
        yield return new() { FinishReason = ChatFinishReason.Stop, ModelId = ModelId };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() { }

    // Each word includes the space before it.
    private static IEnumerable<string> Words(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf(' ', start + 1) is > 0 and var space ? space : text.Length;
            yield return text[start..end];
        }
    }
}
