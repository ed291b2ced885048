using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using YudaiV3.Chat.Answering;
using ChatClient = OpenAI.Chat.ChatClient;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// The model endpoint. Every failure is a <see cref="ModelException"/> without any text of the provider, and the
/// updates carry the cost of the call. OpenAI's client sends the request; this class reads the stream, because a silo
/// reads thousands of chunks a second. Chunks that arrived together become one update.
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
        using var response = await Send(CompletionRequest.Create(model, messages, options), cancellationToken);
        await using var chunks = new CompletionReader(response.ContentStream!, cancellationToken);
        var (buffer, isOver) = (new UpdateBuffer(), false);
        while (!isOver)
        {
            var next = Next(chunks, cancellationToken);
            if (!next.IsCompleted && !buffer.IsEmpty)
                yield return buffer.Take();
            var (chunk, failure) = await next;
            isOver = chunk is null;
            if (chunk is not null)
                buffer.Add(chunk);
            else if (!buffer.IsEmpty)
                yield return buffer.Take();
            if (failure is not null)
                throw failure;
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
        // The connections belong to the process.
    }

    private async Task<PipelineResponse> Send(BinaryContent request, CancellationToken cancellationToken)
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
        catch (Exception exception)
        {
            throw Failure(exception, cancellationToken);
        }
    }

    /// <summary>The next chunk; null after the last one, or with the failure if the stream broke.</summary>
    private async ValueTask<(CompletionChunk? Chunk, Exception? Failure)> Next(
        CompletionReader chunks,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var chunk = await chunks.Read();
            if (chunk?.Error is null)
                return (chunk, null);
            LogBroken("error in the stream");
            return (null, ModelFailures.Broken());
        }
        catch (Exception exception)
        {
            return (null, Failure(exception, cancellationToken));
        }
    }

    private Exception Failure(Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return new OperationCanceledException(cancellationToken);
        if (exception is ClientResultException refused)
        {
            LogRefused(refused.Status);
            return ModelFailures.From(refused);
        }
        // Cut connections and chunks that are not JSON are failures of the endpoint. The exception's text may quote the
        // endpoint, so only its type is logged.
        LogBroken(exception.GetType().Name);
        return ModelFailures.Broken();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model endpoint answered {Status}")]
    private partial void LogRefused(int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model endpoint's answer broke off: {Kind}")]
    private partial void LogBroken(string kind);
}
