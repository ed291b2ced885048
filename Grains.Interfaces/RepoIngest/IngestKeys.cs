namespace YudaiV3.RepoIngest;

/// <summary>Builds the keys of the ingest's grains.</summary>
public static class IngestKeys
{
    public static string ForUser(long userId) => $"ingests/{userId}";

    /// <summary>The user's id in a key that <see cref="ForUser"/> built.</summary>
    public static long UserId(string key) =>
        long.Parse(key.AsSpan(8), System.Globalization.CultureInfo.InvariantCulture);

    public static IUserIngests UserIngests(this IGrainFactory grains, long userId) =>
        grains.GetGrain<IUserIngests>(ForUser(userId));

    public static string ForIngest(string ingestId) => $"ingest/{ingestId}";

    /// <summary>The id in a key that <see cref="ForIngest"/> built.</summary>
    public static string IngestId(string key) => key[7..];

    /// <summary>Whether a text can be an ingest's id.</summary>
    public static bool IsIngestId(string? text) => text is { Length: 36 } && Ids.Position(text) is not null;

    public static IRepoIngest RepoIngest(this IGrainFactory grains, string ingestId) =>
        grains.GetGrain<IRepoIngest>(ForIngest(ingestId));

    public static string ForBranch(long repositoryId) => $"graph/{repositoryId}";

    public static IIngestedBranch IngestedBranch(this IGrainFactory grains, long repositoryId) =>
        grains.GetGrain<IIngestedBranch>(ForBranch(repositoryId));
}
