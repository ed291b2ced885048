using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Content;
using YudaiV3.RepoIngest.Packs;
using YudaiV3.RepoIngest.Queries;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Index;

/// <summary>
/// Keeps the index of the newest commit in memory while it is asked. Reentrant, so that questions that wait for texts do
/// not block others.
/// </summary>
[GrainType("repositoryindex")]
[Reentrant, CollectionAgeLimit(Minutes = 5)]
internal sealed partial class RepositoryIndexGrain(
    ISnapshotStore snapshots,
    PackStore packs,
    PackCache cache,
    IRepositorySource source,
    TimeProvider time,
    ILogger<RepositoryIndexGrain> log
) : Grain, IRepositoryIndex, IQuestionFiles
{
    private const int MaxExcerptFiles = 20;

    /// <summary>A first question waits so long for the history. Later ones have all of it.</summary>
    private static readonly TimeSpan HistoryWait = TimeSpan.FromSeconds(0.7);

    private CommitTexts _texts = null!;
    private Task<PreparedCommit>? _preparing;
    private (PackIndex Index, CommitIndex WithHistory)? _history;
    private PackIndex? _prepared;

    private long RepositoryId => RepositoryIndexKey.RepositoryId(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _texts = new CommitTexts(RepositoryId, snapshots, packs, GrainFactory, time);
        return Task.CompletedTask;
    }

    public async Task<RankedFiles> Rank(long userId, RankedFilesQuery query)
    {
        var start = time.GetTimestamp();
        var (commit, index) = await Open(userId);
        var question = new RelevanceQuery { Text = query.Text, Limit = query.Limit };
        var ranked = await Task.Run(() => FileRanking.Rank(index, question));
        var excerpts = await ReadExcerpts(commit, index, question, ranked);
        return new()
        {
            Query = query.Text,
            CommitSha = commit.Stored.Snapshot.CommitSha,
            Files =
            [
                .. ranked.Select(
                    (file, at) =>
                        new RankedFileMatch
                        {
                            Path = file.Path,
                            Score = Math.Round(file.Score, 4),
                            Reasons = file.Reasons,
                            Excerpts = [.. excerpts[at].Select(Describe)],
                        }
                ),
            ],
            TookMs = (int)time.GetElapsedTime(start).TotalMilliseconds,
        };
    }

    public async Task<SymbolList> Symbols(long userId, SymbolQuery query)
    {
        var (commit, _) = await Open(userId);
        return new() { Symbols = await Task.Run(() => commit.Symbols.Find(query)) };
    }

    public async Task<RelevantFiles> Find(long userId, RelevanceQuery query)
    {
        var (commit, index) = await Open(userId);
        var ranked = await Task.Run(() => FileRanking.Rank(index, query));
        var excerpts = await ReadExcerpts(commit, index, query, ranked);
        return RankedRelevance.Describe(commit.Stored.Snapshot, commit.Graph, query, ranked, excerpts);
    }

    /// <summary>Proves that the user may read the repository. Those who ask meanwhile wait for the same.</summary>
    private async Task<(PreparedCommit Commit, CommitIndex Index)> Open(long userId)
    {
        var (ingest, index) = await _texts.Open(userId);
        if (_preparing is null || _preparing.IsFaulted || _prepared != index)
            (_preparing, _prepared) = (Prepare(ingest.Order.CommitSha, index, userId), index);
        var commit = await _preparing;
        return (commit, _history is { } history && history.Index == index ? history.WithHistory : commit.Index);
    }

    private async Task<PreparedCommit> Prepare(string commitSha, PackIndex index, long userId)
    {
        var stored = await snapshots.Load(RepositoryId, commitSha)
            ?? throw new NotFoundException("This commit was not ingested.");
        var history = Task.Run(() =>
            source.History(stored.Ingest.Order.Location, commitSha, userId, CancellationToken.None)
        );
        var commit = await PreparedCommit.Load(stored, index, packs) ?? throw _texts.Forget();
        var adding = AddHistory(commit, history);
        await Task.WhenAny(adding, Task.Delay(HistoryWait, time));
        return commit;
    }

    private async Task AddHistory(PreparedCommit commit, Task<CommitHistory> reading)
    {
        try
        {
            if (await reading is { Commits.IsEmpty: false } history)
                _history = (commit.Packs, await Task.Run(() => commit.Index.With(history)));
        }
        catch (Exception exception)
        {
            LogNoHistory(exception, RepositoryId); // questions are answered without it
        }
    }

    /// <summary>For each ranked file; none beyond the first few.</summary>
    private async Task<ImmutableArray<Excerpt>[]> ReadExcerpts(
        PreparedCommit commit,
        CommitIndex index,
        RelevanceQuery query,
        ImmutableArray<RankedFile> ranked
    )
    {
        var excerpts = new Excerpts(index, query);
        var texts = await Task.WhenAll(ranked.Take(MaxExcerptFiles).Select(file => Text(commit.Packs, file.Path)));
        return await Task.Run(() =>
            ranked
                .Select(
                    (file, at) =>
                        at < texts.Length && texts[at] is { } text
                            ? excerpts.Find(Encoding.UTF8.GetString(text.Span), commit.Symbols.Lines(file.Path))
                            : []
                )
                .ToArray()
        );
    }

    private async Task<ReadOnlyMemory<byte>?> Text(PackIndex index, string path)
    {
        foreach (var reference in index.Find(path))
        {
            var pack = await cache.Open(reference) ?? throw _texts.Forget();
            if (pack.Find(path) is >= 0 and var place)
                return pack.Text(place);
        }
        return null;
    }

    private static FileExcerpt Describe(Excerpt excerpt) =>
        new()
        {
            StartLine = excerpt.StartLine,
            EndLine = excerpt.EndLine,
            Text = excerpt.Text,
        };

    [LoggerMessage(LogLevel.Information, "The history of repository {RepositoryId} is left out of its ranking.")]
    private partial void LogNoHistory(Exception exception, long repositoryId);
}
