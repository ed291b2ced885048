using System.Collections.Immutable;

namespace YudaiV3.Issues;

/// <summary>What changes with every issue of a user: how many there are, and the figures of each page of the catalogue.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues")]
internal sealed record IssueCatalogue
{
    /// <summary>How many places are given out.</summary>
    [Id(0)] public long Places { get; init; }

    /// <summary>Set as a whole when a page was written: writing it again changes nothing.</summary>
    [Id(1)] public ImmutableSortedDictionary<long, PageFigures> Figures { get; init; } = ImmutableSortedDictionary<long, PageFigures>.Empty;

    public IssueStatistics Sum()
    {
        var all = Figures.Values;
        var timed = all.Sum(page => page.Timed);
        return new()
        {
            PendingIssues = all.Sum(page => page.Pending), ProcessingIssues = all.Sum(page => page.Processing), CompletedIssues = all.Sum(page => page.Completed), FailedIssues = all.Sum(page => page.Failed),
            IssuesWithSessions = all.Sum(page => page.WithSession), AvgProcessingTime = timed == 0 ? 0 : all.Sum(page => page.Time) / timed,
        };
    }
}

/// <summary>Some issues of a user, by place; a record of its own, so that a change costs the same for a user of any number of issues.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues-page")]
internal sealed record IssuePage
{
    private const int Size = 64;

    [Id(0)] public ImmutableSortedDictionary<long, IssueEntry> Entries { get; init; } = ImmutableSortedDictionary<long, IssueEntry>.Empty;

    public static string Name(long number) => $"user-issues/{number}";

    public static long Of(long place) => place / Size;

    public PageFigures Figures() => new()
    {
        Pending = Entries.Values.Count(entry => entry.Status == IssueStatus.Pending), Processing = Entries.Values.Count(entry => entry.Status == IssueStatus.Processing),
        Completed = Entries.Values.Count(entry => entry.Status == IssueStatus.Completed), Failed = Entries.Values.Count(entry => entry.Status == IssueStatus.Failed),
        WithSession = Entries.Values.Count(entry => entry.HasSession), Timed = Entries.Values.Count(entry => entry.Time is not null), Time = Entries.Values.Sum(entry => entry.Time ?? 0),
    };
}

/// <summary>What lists and figures need to know of an issue.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues-entry")]
internal sealed record IssueEntry
{
    [Id(0)] public string IssueId { get; init; } = "";
    [Id(1)] public IssueStatus Status { get; init; }
    [Id(2)] public IssuePriority Priority { get; init; }
    [Id(3)] public string? RepoOwner { get; init; }
    [Id(4)] public string? RepoName { get; init; }
    [Id(5)] public bool HasSession { get; init; }
    [Id(6)] public double? Time { get; init; }

    public static IssueEntry Of(UserIssue issue) => new()
    {
        IssueId = issue.IssueId, Status = issue.Status, Priority = issue.Priority, RepoOwner = issue.RepoOwner, RepoName = issue.RepoName, HasSession = issue.ConversationId is not null, Time = issue.ProcessingTime,
    };

    public bool Matches(IssueFilter filter) =>
        (filter.Status is null || filter.Status == Status) && (filter.Priority is null || filter.Priority == Priority)
        && (filter.RepoOwner is null || string.Equals(filter.RepoOwner, RepoOwner, StringComparison.OrdinalIgnoreCase))
        && (filter.RepoName is null || string.Equals(filter.RepoName, RepoName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Figures of one page.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues-figures")]
internal sealed record PageFigures
{
    [Id(0)] public int Pending { get; init; }
    [Id(1)] public int Processing { get; init; }
    [Id(2)] public int Completed { get; init; }
    [Id(3)] public int Failed { get; init; }
    [Id(4)] public int WithSession { get; init; }
    [Id(5)] public int Timed { get; init; }
    [Id(6)] public double Time { get; init; }
}
