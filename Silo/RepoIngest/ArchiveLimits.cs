using YudaiV3.RepoIngest;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>Limits the bytes of an archive, compressed and unpacked.</summary>
internal sealed class ArchiveLimits(IngestLimits limits)
{
    /// <summary>Below this size an archive may unpack to any multiple: small archives can be very regular.</summary>
    private const long MinCheckedBytes = 20_000_000;

    private long _compressedBytes;

    /// <exception cref="InvalidException">The archive is too large.</exception>
    public void CountCompressed(long bytes)
    {
        _compressedBytes = bytes;
        if (bytes > limits.ArchiveBytes)
            throw new InvalidException(
                "repo_url",
                $"The repository's archive is larger than {limits.ArchiveBytes:N0} bytes."
            );
    }

    /// <exception cref="InvalidException">The archive unpacks to too large a multiple of its size.</exception>
    public void CountUnpacked(long bytes)
    {
        if (bytes > MinCheckedBytes && bytes / limits.Ratio > _compressedBytes)
            throw new InvalidException(
                "repo_url",
                $"The repository's archive unpacks to more than {limits.Ratio} times its size."
            );
    }
}
