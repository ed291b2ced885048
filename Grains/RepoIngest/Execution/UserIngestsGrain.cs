using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Runtime;
using YudaiV3.RepoIngest.Sources;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Starts the ingests of a user for exact commits. Reentrant, because it waits for GitHub.</summary>
[GrainType("ingestdesk")]
[Reentrant]
internal sealed class UserIngestsGrain(
    [PersistentState("ingest-desk")] IPersistentState<UserIngestsState> state,
    IRepositoryAddresses addresses,
    IRepositorySource source
) : Grain, IUserIngests, IStateOwner<UserIngestsState>
{
    private GroupCommit<UserIngestsState> _commits = null!;

    private long UserId => IngestKeys.UserId(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _commits = new GroupCommit<UserIngestsState>(state, this);
        return Task.CompletedTask;
    }

    public async Task<string> Extract(IngestRequest request)
    {
        var address = addresses.Find(request.RepoUrl);
        var commit = await source.Resolve(
            address.Location,
            request.Branch ?? address.Reference,
            UserId,
            CancellationToken.None
        );
        var options = request.Options with
        {
            Path = request.Options.Path?.Trim('/') is { Length: > 0 } path && path != "." ? path : null,
        };
        var order = new IngestOrder
        {
            Location = commit.Location,
            RepoUrl = commit.RepoUrl,
            Branch = commit.Branch,
            CommitSha = commit.CommitSha,
            Options = options,
        };
        await _commits.Commit(ingests => (ingests.Ask(order.RepositoryId), true));
        await GrainFactory.GetGrain<IRepoIngestInternal>(IngestKeys.ForIngest(order.IngestId)).Start(order, UserId);
        return order.IngestId;
    }

    public async Task<ImmutableArray<IngestedRepository>> Repositories() =>
        [
            .. (await GrainRecords.Each(_commits.Current.Asked, Describe))
                .OfType<IngestedRepository>()
                .OrderByDescending(repository => repository.UpdatedAt),
        ];

    public async Task<IngestedRepository?> Find(string repoUrl, string? branch)
    {
        var address = addresses.Find(repoUrl);
        await source.EnsureAccess(address.Location, UserId);
        var wanted = branch ?? address.Reference;
        var asked = _commits.Current.Asked;
        var all = await GrainFactory.FinishedIngestsOf(IngestOrder.RepositoryOf(address.Location)).All();
        var newest = all.FirstOrDefault(ingest =>
            (wanted is null || ingest.Order.Branch == wanted)
            && (ingest.Order.IsWhole || asked.Contains(ingest.Order.RepositoryId))
        );
        return newest is null ? null : await Describe(newest.Order.RepositoryId);
    }

    bool IStateOwner<UserIngestsState>.HasRoom(UserIngestsState state) => true;

    Task<UserIngestsState> IStateOwner<UserIngestsState>.MakeRoom(UserIngestsState state) => Task.FromResult(state);

    void IStateOwner<UserIngestsState>.Committed(UserIngestsState before, UserIngestsState after) { }

    void IStateOwner<UserIngestsState>.WriteFailed(Exception exception) => DeactivateOnIdle();

    /// <summary>Null if there is no finished ingest or the user may no longer read it.</summary>
    private async Task<IngestedRepository?> Describe(long repositoryId)
    {
        try
        {
            return await GrainFactory.IngestedBranch(repositoryId).Describe(UserId);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }
}

/// <summary>The ingests that a user requested.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-desk")]
internal sealed record UserIngestsState
{
    public const int MaxAsked = 500;

    /// <summary>Branches or parts of them, the most recent request first.</summary>
    [Id(0)]
    public ImmutableArray<long> Asked { get; init; } = [];

    public UserIngestsState Ask(long repositoryId) =>
        Asked is [var first, ..] && first == repositoryId
            ? this
            : new() { Asked = [repositoryId, .. Asked.Remove(repositoryId).Take(MaxAsked - 1)] };
}
