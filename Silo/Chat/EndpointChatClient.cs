using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using YudaiV3.Chat.Answering;
using ChatClient = OpenAI.Chat.ChatClient;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// The endpoint as <c>Grains</c> wants it: every failure is a <see cref="ModelException"/> that says nothing the
/// provider wrote, and a call's cost comes with it. OpenAI's client asks; what the
/// endpoint streams is read here, and what came together goes on together, as a silo reads thousands of chunks a
/// second.
/// </summary>
internal sealed partial class EndpointChatClient(ChatClient endpoint, string model, ILogger<EndpointChatClient> logger)
    : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var response = await Open(CompletionRequest.Create(model, messages, options), cancellationToken);
        await using var chunks = SseParser
            .Create(response.ContentStream!, CompletionChunk.Read)
            .EnumerateAsync(cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        var (gathered, over) = (new UpdateBuffer(), false);
        while (!over)
        {
            var next = Next(chunks, cancellationToken);
            if (!next.IsCompleted && !gathered.IsEmpty)
                yield return gathered.Take();
            var (chunk, broken) = await next;
            over = chunk is null;
            if (chunk is not null)
                gathered.Add(chunk);
            else if (!gathered.IsEmpty)
                yield return gathered.Take();
            if (broken is not null)
                throw broken;
        }
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // The connections are the process's.
    }

    private async Task<PipelineResponse> Open(BinaryContent request, CancellationToken cancellationToken)
    {
        try
        {
            using (request)
                return (
                    await endpoint.CompleteChatAsync(
                        request,
                        new RequestOptions { BufferResponse = false, CancellationToken = cancellationToken }
                    )
                ).GetRawResponse();
        }
        catch (Exception failed)
        {
            throw Failure(failed, cancellationToken);
        }
    }

    /// <summary>The next chunk; null after the last one, or where the stream broke, with the reason.</summary>
    private async ValueTask<(CompletionChunk? Chunk, Exception? Broken)> Next(
        IAsyncEnumerator<SseItem<CompletionChunk>> chunks,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (!await chunks.MoveNextAsync() || ReferenceEquals(chunks.Current.Data, CompletionChunk.Last))
                return default;
            if (chunks.Current.Data.Error is null)
                return (chunks.Current.Data, null);
            Broke("error in the stream");
            return (null, ModelFailures.Broken());
        }
        catch (Exception failed)
        {
            return (null, Failure(failed, cancellationToken));
        }
    }

    private Exception Failure(Exception failed, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return new OperationCanceledException(cancellationToken);
        if (failed is ClientResultException refused)
        {
            Refused(refused.Status);
            return ModelFailures.From(refused);
        }
        // Whatever the reader stumbles over, cut connections and answers that are no JSON alike, is the endpoint's
        // doing. Its text may quote the endpoint's.
        Broke(failed.GetType().Name);
        return ModelFailures.Broken();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model endpoint answered {Status}")]
    private partial void Refused(int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model endpoint's answer broke off: {Kind}")]
    private partial void Broke(string kind);
}
