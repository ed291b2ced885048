using YudaiV3.GitHub;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// Reads forward only, reports how much was read, and fails if no data arrives for too long.
/// </summary>
/// <param name="count">Receives the total after each read; it throws if the total is too large.</param>
/// <param name="guard">Receives all bytes that were read.</param>
internal sealed class BoundedStream(
    Stream inner,
    Action<long> count,
    TimeSpan timeout,
    TimeProvider time,
    TarGuard? guard = null
) : Stream
{
    private long _read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var silence = new CancellationTokenSource(timeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            var read = await inner.ReadAsync(buffer, end.Token);
            count(_read += read);
            guard?.Check(buffer.Span[..read]);
            return read;
        }
        catch (OperationCanceledException)
            when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new GitHubException(GitHubFailure.TimedOut, "The download from GitHub stalled. Please try again.");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new GitHubException(GitHubFailure.BadAnswer, "The download from GitHub broke off. Please try again.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Use ReadAsync.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
