namespace YudaiV3.Silo.Chat;

/// <summary>
/// A completion's event stream that must not end before it is whole: with <c>[DONE]</c>, or at least with a finish reason. Behind a proxy, or without chunks, a cut looks like an orderly end,
/// and half an answer would pass for an answer. Both marks cannot stand in the answer's own text: there, a quote is escaped.
/// </summary>
internal sealed class WholeStream(Stream inner) : Stream
{
    private const int LongestMark = 24;

    private readonly byte[] _tail = new byte[LongestMark];
    private int _tailLength;
    private bool _whole;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Seen(buffer.AsSpan(offset, inner.Read(buffer, offset, count)), count);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Seen(buffer.Span[..read], buffer.Length);
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

    private int Seen(ReadOnlySpan<byte> read, int wanted)
    {
        if (read.IsEmpty && wanted > 0 && !_whole)
            throw new IOException("The stream ended early.");
        if (!_whole)
            Look([.. _tail.AsSpan(0, _tailLength), .. read]);
        return read.Length;
    }

    private void Look(ReadOnlySpan<byte> text)
    {
        _whole = Has(text, "data: [DONE]"u8) || Has(text, "data:[DONE]"u8) || Has(text, "\"finish_reason\":\""u8) || Has(text, "\"finish_reason\": \""u8);
        _tailLength = Math.Min(text.Length, LongestMark);
        text[^_tailLength..].CopyTo(_tail);
    }

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark) => text.IndexOf(mark) >= 0;
}
