namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// Follows the headers of a tar archive as it streams by, and ends it where a name or attributes are so large that
/// reading them takes memory without bound.
/// </summary>
internal sealed class TarGuard
{
    private const int Block = 512,
        SizeAt = 124,
        SizeLength = 12,
        KindAt = 156;
    private const long MaxMetadataBytes = 1_000_000;

    private readonly byte[] _header = new byte[Block];
    private int _filled;
    private long _skip;

    /// <exception cref="InvalidException">There is such a header in it.</exception>
    public void Follow(ReadOnlySpan<byte> bytes)
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
            var taken = Math.Min(Block - _filled, bytes.Length);
            bytes[..taken].CopyTo(_header.AsSpan(_filled));
            _filled += taken;
            bytes = bytes[taken..];
            if (_filled == Block)
                (_skip, _filled) = (Judge(), 0);
        }
    }

    private long Judge()
    {
        var size = Size(_header.AsSpan(SizeAt, SizeLength));
        if ((char)_header[KindAt] is 'L' or 'K' or 'x' or 'g' or 'X' && size > MaxMetadataBytes)
            throw new InvalidException("repo_url", "The repository's archive has a name that is too long.");
        return (size + Block - 1) / Block * Block;
    }

    /// <summary>Octal digits, or a binary number where the first bit is set.</summary>
    private static long Size(ReadOnlySpan<byte> field)
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
