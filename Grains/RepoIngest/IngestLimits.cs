using System.ComponentModel.DataAnnotations;

namespace YudaiV3.RepoIngest;

/// <summary>The limits of an ingest. Configuration section <c>Ingest</c>.</summary>
internal sealed record IngestLimits
{
    public const string Section = "Ingest";

    /// <summary>Of a compressed archive; more is an error.</summary>
    [Range(1_000, long.MaxValue)]
    public long ArchiveBytes { get; init; } = 500_000_000;

    /// <summary>Of all contents; what comes after is left out.</summary>
    [Range(1_000, long.MaxValue)]
    public long UnpackedBytes { get; init; } = 2_000_000_000;

    /// <summary>Unpacked bytes for each byte of the archive; more is an error.</summary>
    [Range(2, 10_000)]
    public int Ratio { get; init; } = 200;

    /// <summary>What comes after is left out.</summary>
    [Range(1, 1_000_000)]
    public int Files { get; init; } = 100_000;

    /// <summary>A larger file is in the tree with its size, unread.</summary>
    [Range(1, 100_000_000)]
    public long FileBytes { get; init; } = 10_000_000;

    /// <summary>Folders around a file, and characters of a whole path; what has more is left out.</summary>
    [Range(1, 1_000)]
    public int PathDepth { get; init; } = 100;

    [Range(1, 10_000)]
    public int PathLength { get; init; } = 1_000;

    /// <summary>For the whole ingest; then it fails.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Ingests that run on one silo at once. The others are queued.</summary>
    [Range(1, 1_000)]
    public int RunsPerSilo { get; init; } = 4;

    /// <summary>Ingests of one user that run on one silo at once. The others are queued.</summary>
    [Range(1, 1_000)]
    public int RunsPerUser { get; init; } = 2;

    /// <summary>
    /// Contents in flight between one ingest and its workers, in bytes. Contents that wait for long cost more memory
    /// than their size because they survive several garbage collections.
    /// </summary>
    [Range(100_000, 1_000_000_000)]
    public long InFlightBytes { get; init; } = 2_000_000;
}
