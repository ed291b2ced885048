using System.Collections.Immutable;
using YudaiV3.Storage;

namespace YudaiV3.Issues;

/// <summary>A page of the catalogue of a user's issues.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues-page")]
internal sealed record IssuePage : ICataloguePage<IssuePage, IssueEntry>
{
    private const int Size = 64;

    [Id(0)]
    public ImmutableSortedDictionary<long, IssueEntry> Entries { get; init; } =
        ImmutableSortedDictionary<long, IssueEntry>.Empty;

    public static IssuePage Create(ImmutableSortedDictionary<long, IssueEntry> entries) => new() { Entries = entries };

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
