using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// A completion's event stream. It must not end before it is whole: with <c>[DONE]</c>, or at least with a finish
/// reason. Behind a proxy, or without chunks, a cut looks like an orderly end,
/// and half an answer would pass for an answer. Both marks cannot stand in the answer's own text: there, a quote is
/// escaped.
/// A long one is read in gulps: an endpoint sends each token by itself, to be woken for each costs more than to read
/// it, and nobody is shown more deltas than the pace allows.
/// </summary>
internal sealed class CompletionStream(Stream inner, DeltaThrottle pace, TimeProvider time) : Stream
{
    private const int ReadInterval = 16_384,
        MaxMarkLength = 24;

    /// <summary>How many gulps may come at once: short answers never wait.</summary>
    private const int Burst = 8;

    private readonly byte[] _readInterval = GC.AllocateUninitializedArray<byte>(ReadInterval);
    private readonly byte[] _tail = new byte[MaxMarkLength];
    private readonly long _began = time.GetTimestamp();
    private int _from,
        _to,
        _tailLength;
    private TimeSpan _due = TimeSpan.MinValue;
    private bool _whole;

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
        if (_from == _to && count > 0)
            (_from, _to) = (0, Seen(inner.Read(_readInterval)));
        return Take(buffer.AsSpan(offset, count));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_from == _to && !buffer.IsEmpty)
        {
            if (_to < ReadInterval) // a full one means that more is there
                await Pace(cancellationToken);
            (_from, _to) = (0, Seen(await inner.ReadAsync(_readInterval, cancellationToken)));
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

    private async ValueTask Pace(CancellationToken cancellationToken)
    {
        var (now, pause) = (time.GetElapsedTime(_began), pace.Pause);
        var earliest = now - (Burst * pause);
        _due = (_due > earliest ? _due : earliest) + pause;
        if (_due > now)
            await Task.Delay(_due - now, time, cancellationToken);
    }

    private int Take(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _to - _from);
        _readInterval.AsSpan(_from, taken).CopyTo(buffer);
        _from += taken;
        return taken;
    }

    private int Seen(int read)
    {
        if (read == 0 && !_whole)
            throw new IOException("The stream ended early.");
        if (!_whole)
            Look([.. _tail.AsSpan(0, _tailLength), .. _readInterval.AsSpan(0, read)]);
        return read;
    }

    private void Look(ReadOnlySpan<byte> text)
    {
        _whole =
            Has(text, "data: [DONE]"u8)
            || Has(text, "data:[DONE]"u8)
            || Has(text, "\"finish_reason\":\""u8)
            || Has(text, "\"finish_reason\": \""u8);
        _tailLength = Math.Min(text.Length, MaxMarkLength);
        text[^_tailLength..].CopyTo(_tail);
    }

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark) => text.IndexOf(mark) >= 0;
}
