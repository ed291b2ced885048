namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// Checks the headers of a tar archive while it is read. <see cref="System.Formats.Tar.TarReader"/> reads names and
/// attributes into memory, whatever their size.
/// </summary>
internal sealed class TarGuard
{
    private const int BlockBytes = 512,
        SizeOffset = 124,
        SizeLength = 12,
        TypeOffset = 156;
    private const long MaxMetadataBytes = 1_000_000;

    private readonly byte[] _header = new byte[BlockBytes];
    private int _headerBytes;
    private long _skip;

    /// <exception cref="InvalidException">A name or an attribute is too large.</exception>
    public void Check(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_skip > 0)
            {
                var skipped = (int)Math.Min(_skip, bytes.Length);
                _skip -= skipped;
                bytes = bytes[skipped..];
                continue;
            }
            var count = Math.Min(BlockBytes - _headerBytes, bytes.Length);
            bytes[..count].CopyTo(_header.AsSpan(_headerBytes));
            _headerBytes += count;
            bytes = bytes[count..];
            if (_headerBytes == BlockBytes)
                (_skip, _headerBytes) = (CheckHeader(), 0);
        }
    }

    private long CheckHeader()
    {
        var size = ParseSize(_header.AsSpan(SizeOffset, SizeLength));
        if ((char)_header[TypeOffset] is 'L' or 'K' or 'x' or 'g' or 'X' && size > MaxMetadataBytes)
            throw new InvalidException("repo_url", "The repository's archive has a name that is too long.");
        return (size + BlockBytes - 1) / BlockBytes * BlockBytes;
    }

    /// <summary>Octal digits, or a binary number if the first bit is set.</summary>
    private static long ParseSize(ReadOnlySpan<byte> field)
    {
        var size = 0L;
        if ((field[0] & 0x80) != 0)
        {
            foreach (var part in field[4..])
                size = size << 8 | part;
            return Math.Max(0, size & long.MaxValue >> 10);
        }
        foreach (var digit in field)
            if (digit is >= (byte)'0' and <= (byte)'7')
                size = size << 3 | (uint)(digit - '0');
        return size;
    }
}
