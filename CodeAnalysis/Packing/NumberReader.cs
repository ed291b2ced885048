using System.Buffers;

namespace YudaiV3.CodeAnalysis.Packing;

/// <summary>Reads what <see cref="NumberWriting"/> wrote.</summary>
internal ref struct NumberReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _bytes = bytes;

    public readonly int Left => _bytes.Length;

    /// <exception cref="FormatException">
    /// The bytes end, or the number is larger than <paramref name="max"/>.
    /// </exception>
    public int Read(int max)
    {
        var number = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var next = ReadByte();
            number |= (ulong)(next & 0x7f) << shift;
            if (number > (ulong)max || shift > 28)
                throw new FormatException("A number out of its range.");
            if (next < 0x80)
                return (int)number;
        }
    }

    /// <exception cref="FormatException">The bytes end.</exception>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _bytes.Length)
            throw new FormatException("The bytes end early.");
        var next = _bytes[..count];
        _bytes = _bytes[count..];
        return next;
    }

    /// <exception cref="FormatException">The bytes end.</exception>
    public byte ReadByte()
    {
        if (_bytes.IsEmpty)
            throw new FormatException("The bytes end early.");
        var next = _bytes[0];
        _bytes = _bytes[1..];
        return next;
    }
}

/// <summary>Writes numbers in seven bits a byte, the lowest first.</summary>
internal static class NumberWriting
{
    public static void WriteNumber(this IBufferWriter<byte> output, uint number)
    {
        for (; number >= 0x80; number >>= 7)
            output.Write([(byte)(number | 0x80)]);
        output.Write([(byte)number]);
    }
}
