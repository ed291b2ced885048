using System.Collections.Immutable;
using Orleans.Concurrency;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Queries;

/// <summary>
/// Keeps the queried commits in memory. Reentrant, so that queries that wait for contents do not block others.
/// </summary>
[GrainType("repositoryreading")]
[Reentrant, CollectionAgeLimit(Minutes = 5)]
internal sealed class RepositoryQueriesGrain(ISnapshotStore snapshots, IRepositorySource source)
    : Grain,
        IRepositoryQueries,
        IRelevantFilesQuery
{
    /// <summary>The newest, and the two of a comparison.</summary>
    private const int MaxCommits = 3;

    private readonly Dictionary<string, Task<OpenSnapshot?>> _open = [];

    private long RepositoryId => RepositoryQueriesKey.RepositoryId(this.GetPrimaryKeyString());

    public async Task<RepositoryFiles> Files(long userId)
    {
        var (queries, ingest) = await Newest(userId);
        var snapshot = queries.Snapshot;
        return new()
        {
            RepositoryId = snapshot.RepositoryId,
            Name = snapshot.Name,
            CommitSha = snapshot.CommitSha,
            CreatedAt = ingest.Result.CreatedAt,
            Truncated = ingest.Result.Truncated,
            Skipped = ingest.Result.Skipped,
            Files =
            [
                .. snapshot.Files.Select(file => new RepositoryFile
                {
                    Path = file.Path,
                    Size = file.Size,
                    Tokens = file.Tokens,
                    Language = file.Language,
                    Category = file.Category,
                    Marks = FileMarkNames.From(file.Marks),
                }),
            ],
        };
    }

    public async Task<RepositoryGraph> Graph(long userId, GraphQuery query) =>
        (await Newest(userId)).Queries.Graph(query) ?? throw NoSuchPath();

    public async Task<string> Drawing(long userId, GraphQuery query, GraphFormat format) =>
        (await Newest(userId)).Queries.Drawing(query, format) ?? throw NoSuchPath();

    public async Task<PathDependencies> Dependencies(long userId, string path) =>
        (await Newest(userId)).Queries.DependenciesOf(path) ?? throw NoSuchPath();

    public async Task<ImmutableArray<ImpactedFile>> Impact(long userId, string path) =>
        (await Newest(userId)).Queries.ImpactOf(path) ?? throw NoSuchPath();

    public async Task<ImmutableArray<Cycle>> Cycles(long userId) => (await Newest(userId)).Queries.Cycles();

    public async Task<GraphMetrics> Metrics(long userId) => (await Newest(userId)).Queries.Metrics();

    public async Task<GraphDiff> Diff(long userId, string baseSha, string headSha)
    {
        await snapshots.Newest(RepositoryId, userId);
        var before = await Open(baseSha) ?? throw NoSuchCommit();
        var after = await Open(headSha) ?? throw NoSuchCommit();
        return after.Queries.Since(before.Queries);
    }

    public async Task<RepositoryDigest> Digest(long userId, DigestQuery query, CancellationToken cancellationToken)
    {
        var (queries, ingest) = await Newest(userId);
        var (include, exclude) = (new PathPatterns(query.Include), new PathPatterns(query.Exclude));
        var planned = DigestPlan.Select(
            queries,
            path => (include.IsEmpty || include.Matches(path)) && !exclude.Matches(path),
            query.MaxTokens,
            out var all
        );
        var commit = queries.Snapshot;
        var texts = await FileContents.Read(
            source.Read(ingest.Order.Location, commit.CommitSha, userId, cancellationToken),
            planned.ToHashSet(),
            cancellationToken
        );
        var heading =
            $"Repository {commit.Owner}/{commit.Name}, {commit.Branch} at {commit.CommitSha}: "
            + $"{commit.Files.Length} files, the most depended-on first";
        // Counting tokens takes long: the grain goes on answering meanwhile.
        return await Task.Run(
            () =>
            {
                var writer = new DigestWriter(heading, query.MaxTokens);
                foreach (var path in planned)
                    if (texts.TryGetValue(path, out var text))
                        writer.Add(path, text);
                return writer.Complete(hasMore: !all);
            },
            cancellationToken
        );
    }

    public async Task<RelevantFiles> Relevant(long userId, RelevanceQuery query)
    {
        var queries = (await Newest(userId)).Queries;
        var graph = queries.Dependencies;
        return await Task.Run(() => FileRelevance.Rank(queries.Snapshot, graph, query)); // neither changes any more
    }

    private async Task<OpenSnapshot> Newest(long userId) =>
        await Open(await snapshots.Newest(RepositoryId, userId)) ?? throw NoSuchCommit();

    /// <summary>Those who ask for a commit that is being loaded wait for the same loading.</summary>
    private async Task<OpenSnapshot?> Open(string commitSha)
    {
        if (!_open.TryGetValue(commitSha, out var opening))
        {
            if (_open.Count >= MaxCommits)
                _open.Remove(_open.Keys.First());
            _open[commitSha] = opening = Load(commitSha);
        }
        try
        {
            if (await opening is { } open)
                return open;
        }
        finally
        {
            // What is not there yet, or failed, is looked for again.
            if (!opening.IsCompletedSuccessfully || await opening is null)
                _open.Remove(commitSha);
        }
        return null;
    }

    private async Task<OpenSnapshot?> Load(string commitSha) =>
        await snapshots.Load(RepositoryId, commitSha) is { } stored
            ? new OpenSnapshot(new SnapshotQueries(stored.Snapshot), stored.Ingest)
            : null;

    private static NotFoundException NoSuchPath() => new("There is no such file or folder in this commit.");

    private static NotFoundException NoSuchCommit() => new("This commit was not ingested.");

    private sealed record OpenSnapshot(SnapshotQueries Queries, FinishedIngest Ingest);
}
