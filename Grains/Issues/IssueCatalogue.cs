using System.Collections.Immutable;

namespace YudaiV3.Issues;

/// <summary>
/// What is known of all issues of a user at once: how many there are, and their figures. Those of the page that is
/// being written are not in the sum but taken from the page itself,
/// so that nothing is counted twice or never, wherever a crash falls between the two writes.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues")]
internal sealed record IssueCatalogue
{
    /// <summary>How many places are given out.</summary>
    [Id(0)]
    public long Places { get; init; }

    /// <summary>As earlier versions kept them: page by page, all of them.</summary>
    [Id(1)]
    public ImmutableSortedDictionary<long, PageStatistics> LegacyStatistics { get; init; } =
        ImmutableSortedDictionary<long, PageStatistics>.Empty;

    /// <summary>The page that is being written.</summary>
    [Id(2)]
    public long Open { get; init; }

    /// <summary>The figures of all pages but <see cref="Open"/>.</summary>
    [Id(3)]
    public PageStatistics Others { get; init; } = new();

    /// <summary>The same, if an earlier version wrote it, as this one keeps it.</summary>
    public IssueCatalogue Upgraded()
    {
        if (LegacyStatistics.IsEmpty)
            return this;
        var open = LegacyStatistics.Keys.Last();
        return this with
        {
            LegacyStatistics = LegacyStatistics.Clear(),
            Open = open,
            Others = LegacyStatistics.Remove(open).Values.Aggregate(Others, (sum, page) => sum.Plus(page)),
        };
    }

    /// <summary>Turns to another page.</summary>
    /// <param name="left">The figures of the page that was open.</param>
    /// <param name="turnedTo">The figures of the page that is open from now on.</param>
    public IssueCatalogue Turn(long page, PageStatistics left, PageStatistics turnedTo) =>
        this with
        {
            Open = page,
            Others = Others.Plus(left).Plus(turnedTo, -1),
        };

    public IssueStatistics Statistics(PageStatistics open)
    {
        var all = Others.Plus(open);
        return new()
        {
            PendingIssues = all.Pending,
            ProcessingIssues = all.Processing,
            CompletedIssues = all.Completed,
            FailedIssues = all.Failed,
            IssuesWithSessions = all.WithSession,
            AvgProcessingTime = all.Timed == 0 ? 0 : Math.Round(all.Time / all.Timed, 3),
        };
    }
}

/// <summary>
/// Some issues of a user, by place; a record of its own, so that a change costs the same for a user of any number of
/// issues.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues-page")]
internal sealed record IssuePage
{
    private const int Size = 64;

    [Id(0)]
    public ImmutableSortedDictionary<long, IssueEntry> Entries { get; init; } =
        ImmutableSortedDictionary<long, IssueEntry>.Empty;

    public static string Name(long number) => $"user-issues/{number}";

    public static long IndexOf(long place) => place / Size;

    public PageStatistics Statistics() =>
        new()
        {
            Pending = Entries.Values.Count(entry => entry.Status == IssueStatus.Pending),
            Processing = Entries.Values.Count(entry => entry.Status == IssueStatus.Processing),
            Completed = Entries.Values.Count(entry => entry.Status == IssueStatus.Completed),
            Failed = Entries.Values.Count(entry => entry.Status == IssueStatus.Failed),
            WithSession = Entries.Values.Count(entry => entry.HasSession),
            Timed = Entries.Values.Count(entry => entry.Time is not null),
            Time = Entries.Values.Sum(entry => entry.Time ?? 0),
        };
}

/// <summary>What lists and figures need to know of an issue.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues-entry")]
internal sealed record IssueEntry
{
    [Id(0)]
    public string IssueId { get; init; } = "";

    [Id(1)]
    public IssueStatus Status { get; init; }

    [Id(2)]
    public IssuePriority Priority { get; init; }

    [Id(3)]
    public string? RepoOwner { get; init; }

    [Id(4)]
    public string? RepoName { get; init; }

    [Id(5)]
    public bool HasSession { get; init; }

    [Id(6)]
    public double? Time { get; init; }

    public static IssueEntry From(UserIssue issue) =>
        new()
        {
            IssueId = issue.IssueId,
            Status = issue.Status,
            Priority = issue.Priority,
            RepoOwner = issue.RepoOwner,
            RepoName = issue.RepoName,
            HasSession = issue.ConversationId is not null,
            Time = issue.ProcessingTime,
        };

    public bool Matches(IssueFilter filter) =>
        (filter.Status is null || filter.Status == Status)
        && (filter.Priority is null || filter.Priority == Priority)
        && (filter.RepoOwner is null || string.Equals(filter.RepoOwner, RepoOwner, StringComparison.OrdinalIgnoreCase))
        && (filter.RepoName is null || string.Equals(filter.RepoName, RepoName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Figures of some issues.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues-figures")]
internal sealed record PageStatistics
{
    [Id(0)]
    public int Pending { get; init; }

    [Id(1)]
    public int Processing { get; init; }

    [Id(2)]
    public int Completed { get; init; }

    [Id(3)]
    public int Failed { get; init; }

    [Id(4)]
    public int WithSession { get; init; }

    [Id(5)]
    public int Timed { get; init; }

    [Id(6)]
    public double Time { get; init; }

    public PageStatistics Plus(PageStatistics other, int times = 1) =>
        new()
        {
            Pending = Pending + (other.Pending * times),
            Processing = Processing + (other.Processing * times),
            Completed = Completed + (other.Completed * times),
            Failed = Failed + (other.Failed * times),
            WithSession = WithSession + (other.WithSession * times),
            Timed = Timed + (other.Timed * times),
            Time = Time + (other.Time * times),
        };
}
