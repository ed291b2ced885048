namespace YudaiV3.RepoIngest;

/// <summary>Builds the keys of the ingest's grains.</summary>
public static class IngestKeys
{
    public static string OfDesk(long userId) => $"ingests/{userId}";

    /// <summary>The user's id in a key that <see cref="OfDesk"/> built.</summary>
    public static long UserId(string key) => long.Parse(key.AsSpan(8), System.Globalization.CultureInfo.InvariantCulture);

    public static IIngestDesk IngestDesk(this IGrainFactory grains, long userId) => grains.GetGrain<IIngestDesk>(OfDesk(userId));

    public static string OfIngest(string ingestId) => $"ingest/{ingestId}";

    /// <summary>The id in a key that <see cref="OfIngest"/> built.</summary>
    public static string IngestId(string key) => key[7..];

    /// <summary>Whether a text can be an ingest's id.</summary>
    public static bool IsIngestId(string? text) => text is { Length: 36 } && Ids.Position(text) is not null;

    public static IRepoIngest RepoIngest(this IGrainFactory grains, string ingestId) => grains.GetGrain<IRepoIngest>(OfIngest(ingestId));

    public static string OfGraph(long repositoryId) => $"graph/{repositoryId}";

    public static IRepositoryGraph RepositoryGraph(this IGrainFactory grains, long repositoryId) => grains.GetGrain<IRepositoryGraph>(OfGraph(repositoryId));
}
