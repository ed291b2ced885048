using Orleans.Runtime;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Stores the current ingest of a branch and lets only users read it who may read the repository.
/// </summary>
[GrainType("repositorygraph")]
internal sealed class IngestedBranchGrain(
    [PersistentState("repository-graph")] IPersistentState<IngestedBranchState> state,
    IRepositorySource source
) : Grain, IIngestedBranch, IIngestedBranchInternal
{
    public async Task<IngestedRepository> Describe(long userId)
    {
        var newest = state.State.Newest
            ?? throw new NotFoundException("There is no such repository, or you cannot read it.");
        await source.EnsureAccess(newest.Order.Location, userId);
        return state.State.Describe();
    }

    public async Task Finish(FinishedIngest ingest)
    {
        var next = state.State.Finish(ingest);
        if (ReferenceEquals(next, state.State))
            return;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // the stored state is unknown
            throw;
        }
    }

    public async Task<FinishedIngest?> Find(string commitSha)
    {
        if (state.State.Newest is not { Order: var order } newest)
            return null;
        if (order.CommitSha == commitSha)
            return newest;
        var all = await GrainFactory.FinishedIngestsOf(order.Repository).All();
        var same = all.Where(ingest => ingest.Order.CommitSha == commitSha).ToArray();
        return same.FirstOrDefault(ingest => ingest.Order.RepositoryId == order.RepositoryId)
            ?? same.FirstOrDefault(ingest => ingest.Order.Choice == order.Choice)
            ?? same.FirstOrDefault(ingest => ingest.Order.IsWhole);
    }
}

/// <summary>The current ingest of a branch.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.repository-graph")]
internal sealed record IngestedBranchState
{
    [Id(0)]
    public FinishedIngest? Newest { get; init; }

    /// <summary>When the branch was ingested for the first time.</summary>
    [Id(1)]
    public DateTimeOffset CreatedAt { get; init; }

    public IngestedBranchState Finish(FinishedIngest ingest) =>
        Newest?.Order.IngestId == ingest.Order.IngestId && Newest.Result.Attempt == ingest.Result.Attempt
            ? this
            : new() { Newest = ingest, CreatedAt = Newest is null ? ingest.Result.CreatedAt : CreatedAt };

    public IngestedRepository Describe() =>
        new()
        {
            Id = Newest!.Order.RepositoryId,
            RepoUrl = Newest.Order.RepoUrl,
            Name = Newest.Order.Location.Name,
            Owner = Newest.Order.Location.Owner,
            Branch = Newest.Order.Branch,
            CommitSha = Newest.Order.CommitSha,
            TotalFiles = Newest.Result.Files,
            TotalTokens = Newest.Result.Tokens,
            CreatedAt = CreatedAt,
            UpdatedAt = Newest.Result.CreatedAt,
        };
}
