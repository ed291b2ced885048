using System.Collections.Immutable;

namespace YudaiV3.Issues;

/// <summary>
/// The totals of all issues of a user: their number and their statistics. The statistics of the open page are not in
/// the sum but are computed from the page. So a crash between the two writes cannot count an issue twice or lose it.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues")]
internal sealed record IssueCatalogue
{
    /// <summary>The number of assigned places.</summary>
    [Id(0)]
    public long Places { get; init; }

    /// <summary>The statistics of every page, as earlier versions stored them.</summary>
    [Id(1)]
    public ImmutableSortedDictionary<long, PageStatistics> LegacyStatistics { get; init; } =
        ImmutableSortedDictionary<long, PageStatistics>.Empty;

    /// <summary>The page that is being written.</summary>
    [Id(2)]
    public long Open { get; init; }

    /// <summary>The statistics of all pages except <see cref="Open"/>.</summary>
    [Id(3)]
    public PageStatistics Others { get; init; } = new();

    /// <summary>The catalogue in the format of this version.</summary>
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

    /// <summary>Makes another page the open one.</summary>
    /// <param name="closed">The statistics of the page that was open.</param>
    /// <param name="opened">The statistics of the page that becomes the open one.</param>
    public IssueCatalogue OpenPage(long page, PageStatistics closed, PageStatistics opened) =>
        this with
        {
            Open = page,
            Others = Others.Plus(closed).Plus(opened, -1),
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
