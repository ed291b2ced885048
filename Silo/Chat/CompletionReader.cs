using System.Net.ServerSentEvents;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// Reads the events of a completion's stream and decides whether the stream ended or was cut. It ends with the event
/// <c>[DONE]</c>, or after a chunk with a finish reason. Behind a proxy, a cut looks like an orderly end of the
/// response.
/// </summary>
internal sealed class CompletionReader(Stream stream, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SseItem<CompletionChunk>> _events = SseParser
        .Create(stream, CompletionChunk.Read)
        .EnumerateAsync(cancellationToken)
        .GetAsyncEnumerator(cancellationToken);
    private bool _hasFinishReason;

    /// <returns>The next chunk; null after the last one.</returns>
    /// <exception cref="EndOfStreamException">The stream was cut.</exception>
    public async ValueTask<CompletionChunk?> Read()
    {
        if (!await _events.MoveNextAsync())
            return _hasFinishReason
                ? null
                : throw new EndOfStreamException("The stream has neither [DONE] nor a finish reason.");
        var chunk = _events.Current.Data;
        if (ReferenceEquals(chunk, CompletionChunk.Done))
            return null;
        _hasFinishReason |= chunk.Choices is [{ FinishReason: not null }, ..];
        return chunk;
    }

    public ValueTask DisposeAsync() => _events.DisposeAsync();
}
