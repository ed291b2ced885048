using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The state of an ingest. Its methods are pure.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.repo-ingest")]
internal sealed record IngestHead
{
    private const int MaxLostRuns = 2;
    private static readonly TimeSpan LossesLast = TimeSpan.FromHours(1);

    [Id(0)]
    public IngestOrder? Order { get; init; }

    /// <summary>The users who requested it. The repository is read with the rights of the first.</summary>
    [Id(1)]
    public ImmutableArray<long> Askers { get; init; } = [];

    /// <summary>Queued while it runs. <see cref="IngestProgress"/> has the phase.</summary>
    [Id(2)]
    public IngestState Status { get; init; }

    [Id(3)]
    public DateTimeOffset StartedAt { get; init; }

    [Id(4)]
    public DateTimeOffset? CompletedAt { get; init; }

    [Id(5)]
    public string? Error { get; init; }

    /// <summary>Counts the starts, so that the records of different attempts are separate.</summary>
    [Id(6)]
    public int Attempt { get; init; }

    [Id(7)]
    public IngestResult? Result { get; init; }

    [Id(8)]
    public IngestFailure? Failure { get; init; }

    /// <summary>The login of the first asker, with whose GitHub token it is read; null before logins had ids.</summary>
    [Id(9)]
    public string? LoginId { get; init; }

    /// <summary>The runs that have begun and of which no end is known: the process may have died in them.</summary>
    [Id(10)]
    public int OpenRuns { get; init; }

    /// <summary>
    /// Whether processes were lost in its runs. What it reads may have ended them, so it does not run again soon.
    /// </summary>
    public bool LosesProcesses => OpenRuns >= MaxLostRuns;

    public bool Runs => Order is not null && Status < IngestState.Completed;

    public IngestHead Ask(IngestOrder order, long userId, DateTimeOffset now, string? loginId = null) =>
        Order is null || (Status is IngestState.Failed or IngestState.Cancelled) && !StaysFailed(now)
            ? new()
            {
                Order = order,
                Askers = [userId, .. Askers.Remove(userId)],
                StartedAt = now,
                LoginId = loginId,
                Attempt = Attempt + 1,
            }
        : Askers.Contains(userId) ? this
        : this with { Askers = Askers.Add(userId) };

    /// <summary>Starts a finished ingest again, unless another attempt has begun since.</summary>
    public IngestHead Repeat(IngestOrder order, int attempt, long userId, DateTimeOffset now, string? loginId = null) =>
        Status == IngestState.Completed && Attempt == attempt
            ? (this with { Status = IngestState.Cancelled }).Ask(order, userId, now, loginId)
            : Ask(order, userId, now, loginId);

    /// <summary>Is stored before a run begins.</summary>
    public IngestHead BeginRun() => Runs ? this with { OpenRuns = OpenRuns + 1 } : this;

    /// <summary>A run has ended, and its process with it has not.</summary>
    public IngestHead EndRun() => Runs && OpenRuns > 0 ? this with { OpenRuns = OpenRuns - 1 } : this;

    public IngestHead Complete(IngestResult result, DateTimeOffset now) =>
        Runs ? this with { Status = IngestState.Completed, CompletedAt = now, Result = result, OpenRuns = 0 } : this;

    public IngestHead Fail(IngestFailure failure, string error, DateTimeOffset now) =>
        Runs ? this with { Status = IngestState.Failed, CompletedAt = now, Failure = failure, Error = error } : this;

    public IngestHead Cancel(DateTimeOffset now) =>
        Runs ? this with { Status = IngestState.Cancelled, CompletedAt = now } : this;

    private bool StaysFailed(DateTimeOffset now) =>
        Status == IngestState.Failed && LosesProcesses && now - CompletedAt < LossesLast;
}
