using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using YudaiV3.CodeAnalysis;
using YudaiV3.RepoIngest.Queries;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Asks for ingests as users do, in the test cluster.</summary>
internal static class IngestCluster
{
    /// <summary>A loaded machine of two processors takes long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static Task<string> Extract(
        this GrainCluster cluster,
        ScriptedRepository repository,
        long userId,
        string? branch = null,
        IngestOptions? options = null
    ) =>
        cluster
            .Grains.UserIngests(userId)
            .Extract(
                new IngestRequest
                {
                    RepoUrl = repository.Url,
                    Branch = branch,
                    Options = options ?? new(),
                }
            );

    public static async Task<IngestStatus> End(this GrainCluster cluster, string ingestId, long userId)
    {
        using var end = new CancellationTokenSource(Patience);
        while (true)
        {
            end.Token.ThrowIfCancellationRequested();
            if (
                await cluster.Grains.RepoIngest(ingestId).Wait(userId, TimeSpan.FromSeconds(5)) is
                { HasEnded: true } ended
            )
                return ended;
        }
    }

    public static async Task<IngestStatus> Ingest(
        this GrainCluster cluster,
        ScriptedRepository repository,
        long userId,
        string? branch = null,
        IngestOptions? options = null
    ) => await cluster.End(await cluster.Extract(repository, userId, branch, options), userId);

    /// <summary>What storage has of a finished ingest.</summary>
    public static async Task<Snapshot> Snapshot(this GrainCluster cluster, IngestStatus done)
    {
        var snapshots = cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<ISnapshotStore>();
        return (await snapshots.Load(done.RepositoryId!.Value, done.CommitSha!))!.Snapshot;
    }

    /// <summary>The stored records of an ingest.</summary>
    public static GrainRecords Records(this GrainCluster cluster, string ingestId) =>
        cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<IngestRecords>().Open(ingestId);

    public static Task Deactivate(this IGrainFactory grains, string ingestId) =>
        grains.RepoIngest(ingestId).Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle().AsTask();
}
