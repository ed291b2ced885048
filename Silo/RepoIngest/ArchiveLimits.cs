using YudaiV3.RepoIngest;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>Counts an archive's bytes before and after unpacking.</summary>
internal sealed class ArchiveLimits(IngestLimits limits)
{
    /// <summary>Small archives may be very regular: only what is large in the end is a danger.</summary>
    private const long Harmless = 20_000_000;

    private long _packed;

    /// <exception cref="InvalidException">There are too many.</exception>
    public void Packed(long bytes)
    {
        _packed = bytes;
        if (bytes > limits.ArchiveBytes)
            throw new InvalidException(
                "repo_url",
                $"The repository's archive is larger than {limits.ArchiveBytes:N0} bytes."
            );
    }

    /// <exception cref="InvalidException">There are too many for so small an archive.</exception>
    public void Unpacked(long bytes)
    {
        if (bytes > Harmless && bytes / limits.Ratio > _packed)
            throw new InvalidException(
                "repo_url",
                $"The repository's archive unpacks to more than {limits.Ratio} times its size."
            );
    }
}
