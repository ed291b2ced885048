using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// The body of a completion's response, read in batches. An endpoint sends each token by itself, and waking up for each
/// token costs more than reading it. Clients see no more deltas than the throttle allows, so nothing is lost.
/// </summary>
internal sealed class CompletionStream(Stream inner, DeltaThrottle throttle, TimeProvider time) : Stream
{
    private const int BufferBytes = 16_384;

    /// <summary>How many reads may follow each other without a pause: short answers never wait.</summary>
    private const int Burst = 8;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private readonly long _started = time.GetTimestamp();
    private int _start,
        _end;
    private TimeSpan _due = TimeSpan.MinValue;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_start == _end && count > 0)
            (_start, _end) = (0, inner.Read(_buffer));
        return Take(buffer.AsSpan(offset, count));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end && !buffer.IsEmpty)
        {
            if (_end < BufferBytes) // A full buffer means that more bytes have arrived.
                await Delay(cancellationToken);
            (_start, _end) = (0, await inner.ReadAsync(_buffer, cancellationToken));
        }
        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask Delay(CancellationToken cancellationToken)
    {
        var (now, interval) = (time.GetElapsedTime(_started), throttle.Interval);
        var earliest = now - (Burst * interval);
        _due = (_due > earliest ? _due : earliest) + interval;
        if (_due > now)
            await Task.Delay(_due - now, time, cancellationToken);
    }

    private int Take(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        return count;
    }
}
