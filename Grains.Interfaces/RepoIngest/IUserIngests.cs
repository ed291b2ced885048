using System.Collections.Immutable;

namespace YudaiV3.RepoIngest;

/// <summary>
/// Where a user asks for ingests, and which ones the user asked for. Key: <c>ingests/{userId}</c>, built only by
/// <see cref="IngestKeys"/>.
/// </summary>
[Alias("yudai.ingest-desk")]
public interface IUserIngests : IGrainWithStringKey
{
    /// <summary>Starts an ingest, joins the one that is under way, or finds the finished one. Answers its id.</summary>
    /// <exception cref="InvalidException">The request names nothing that may be ingested.</exception>
    /// <exception cref="NotFoundException">There is no such repository or commit, or the caller cannot read
    /// it.</exception>
    [Alias("extract"), ResponseTimeout("00:00:11")]
    Task<string> Extract(IngestRequest request);

    /// <summary>What the user ingested and can still read, newest first.</summary>
    [Alias("repositories")]
    Task<ImmutableArray<IngestedRepository>> Repositories();

    /// <summary>The newest finished ingest of a repository, or of one branch of it; null where there is none.</summary>
    [Alias("find")]
    Task<IngestedRepository?> Find(string repoUrl, string? branch);
}
