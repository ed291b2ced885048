using System.IO.Pipelines;

namespace YudaiV3.Api.Realtime;

/// <summary>One end of an in-memory connection.</summary>
internal sealed class DuplexStream(Stream input, Stream output) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (Stream First, Stream Second) CreatePair()
    {
        Pipe forward = new(new PipeOptions(pauseWriterThreshold: 0));
        Pipe backward = new(new PipeOptions(pauseWriterThreshold: 0));
        return (
            new DuplexStream(backward.Reader.AsStream(), forward.Writer.AsStream()),
            new DuplexStream(forward.Reader.AsStream(), backward.Writer.AsStream())
        );
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        input.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        output.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

    public override void Flush() => output.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
