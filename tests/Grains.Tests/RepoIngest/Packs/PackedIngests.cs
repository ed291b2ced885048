using System.Text;
using Microsoft.Extensions.DependencyInjection;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Queries;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>Reads the packs of ingests of the test cluster.</summary>
internal static class PackedIngests
{
    public static IngestRecords Records(this GrainCluster cluster) =>
        cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<IngestRecords>();

    public static PackStore Packs(this GrainCluster cluster) => new(cluster.Records());

    public static async Task<FinishedIngest> Finished(this GrainCluster cluster, IngestStatus done)
    {
        var snapshots = cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<ISnapshotStore>();
        return (await snapshots.Load(done.RepositoryId!.Value, done.CommitSha!))!.Ingest;
    }

    /// <summary>All texts by path, or null for a file without text.</summary>
    public static async Task<Dictionary<string, string?>> Texts(this GrainCluster cluster, FinishedIngest ingest)
    {
        var texts = new Dictionary<string, string?>();
        await foreach (var pack in cluster.Packs().ReadAll((await cluster.Packs().Index(ingest))!))
            for (var place = 0; place < pack.Files.Length; place++)
                texts.Add(
                    pack.Files[place].Path,
                    pack.Text(place) is { } text ? Encoding.UTF8.GetString(text.Span) : null
                );
        return texts;
    }

    public static IEnumerable<string> PackRecordsOf(this GrainCluster cluster, FinishedIngest ingest, int attempt) =>
        cluster
            .Storage.Names(cluster.Grains.RepoIngest(ingest.Order.IngestId).GetGrainId())
            .Where(name => name.StartsWith($"ingest-pack/{attempt}/", StringComparison.Ordinal));
}
