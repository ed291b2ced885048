using YudaiV3.GitHub;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// Reads forward only, tells how much has been read, and ends with an error where nothing comes for too long.
/// </summary>
/// <param name="count">Gets the bytes so far after each read, and throws where they are too many.</param>
/// <param name="guard">Sees all that is read, where there is one.</param>
internal sealed class BoundedStream(
    Stream inner,
    Action<long> count,
    TimeSpan silence,
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
        using var patience = new CancellationTokenSource(silence, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var read = await inner.ReadAsync(buffer, end.Token);
            count(_read += read);
            guard?.Follow(buffer.Span[..read]);
            return read;
        }
        catch (OperationCanceledException)
            when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new GitHubException(
                GitHubFailure.TimedOut,
                "GitHub did not go on with the download. Please try again."
            );
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw new GitHubException(GitHubFailure.BadAnswer, "The download from GitHub broke off. Please try again.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("This is read without blocking.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
