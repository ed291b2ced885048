using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// Cuts a stream of files into runs. The hash of a path decides where a run ends, so a change of one file moves few
/// cuts: a cut depends on the files before it only if they exceed a bound. Each run is sorted by path, also where the
/// stream is not.
/// </summary>
internal sealed class PackCutter
{
    public const int MaxFiles = 256;

    /// <summary>Of text. A larger file is a run of its own.</summary>
    public const long MaxBytes = 512_000;

    private const uint OneIn = 64,
        OneInLarge = 8;
    private const long LargeBytes = MaxBytes / 2;

    private readonly List<IngestedFile> _run = [];
    private long _bytes;

    /// <returns>The runs that this file ends: none, one or two.</returns>
    public IEnumerable<IReadOnlyList<IngestedFile>> Add(IngestedFile file)
    {
        var bytes = file.HasText ? file.Size : 0;
        if (
            _run.Count > 0
            && (_bytes + bytes > MaxBytes || string.CompareOrdinal(_run[^1].Path, file.Path) >= 0)
            && Take() is { } before
        )
            yield return before;
        _run.Add(file);
        _bytes += bytes;
        if (
            (
                _run.Count >= MaxFiles
                || _bytes >= MaxBytes
                || Ids.Hash64(file.Path) % (_bytes < LargeBytes ? OneIn : OneInLarge) == 0
            ) && Take() is { } run
        )
            yield return run;
    }

    /// <returns>The rest, or null if there is none.</returns>
    public IReadOnlyList<IngestedFile>? Take()
    {
        if (_run.Count == 0)
            return null;
        IngestedFile[] run = [.. _run];
        _run.Clear();
        _bytes = 0;
        return run;
    }
}
