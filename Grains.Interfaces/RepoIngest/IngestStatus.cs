namespace YudaiV3.RepoIngest;

/// <summary>How far an ingest has come. The last three are ends.</summary>
public enum IngestState
{
    Queued,
    Downloading,
    Analyzing,
    Resolving,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>
/// Whose fault it is that an ingest failed: the repository goes past a limit, it is not there for the user, GitHub did
/// wrong, it took too long, or the server did wrong.
/// </summary>
public enum IngestFailure
{
    Refused,
    NotFound,
    BadSource,
    TimedOut,
    Broken,
}

/// <summary>
/// An ingest as people see it; this record is also its JSON body. Figures never fall while it goes on.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.status")]
public sealed record IngestStatus
{
    [Id(0)]
    public string IngestId { get; init; } = "";

    [Id(1)]
    public IngestState Status { get; init; }

    /// <summary>0 to 100.</summary>
    [Id(2)]
    public double Percent { get; init; }

    [Id(3)]
    public int FilesDone { get; init; }

    [Id(4)]
    public int FilesTotal { get; init; }

    [Id(5)]
    public long BytesDone { get; init; }

    [Id(6)]
    public DateTimeOffset StartedAt { get; init; }

    [Id(7)]
    public DateTimeOffset? CompletedAt { get; init; }

    [Id(8)]
    public string? Error { get; init; }

    [Id(9)]
    public long? RepositoryId { get; init; }

    [Id(10)]
    public string? CommitSha { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(11)]
    public IngestFailure? Failure { get; init; }

    /// <summary>
    /// Of a completed one: how many contents had to be read; all others were known from earlier ones.
    /// </summary>
    [Id(12)]
    public int? FilesAnalyzed { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasEnded => Status >= IngestState.Completed;
}
