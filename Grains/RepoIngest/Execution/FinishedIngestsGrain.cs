using System.Collections.Immutable;
using Orleans.Runtime;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Stores the newest finished ingests of a repository.</summary>
[GrainType("finishedingests")]
internal sealed class FinishedIngestsGrain(
    [PersistentState("finished-ingests")] IPersistentState<FinishedIngestsHead> state
) : Grain, IFinishedIngests
{
    public async Task Add(FinishedIngest ingest)
    {
        var before = state.State;
        state.State = before.Add(ingest);
        if (ReferenceEquals(before, state.State))
            return;
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

    public Task<ImmutableArray<FinishedIngest>> All() => Task.FromResult(state.State.Newest);

    public Task<ReadableIngest?> Newest(string? branch) => Task.FromResult(state.State.Readable(branch));
}

/// <summary>The newest finished ingests, newest first.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.finished-ingests")]
internal sealed record FinishedIngestsHead
{
    public const int MaxIngests = 200;

    [Id(0)]
    public ImmutableArray<FinishedIngest> Newest { get; init; } = [];

    public ReadableIngest? Readable(string? branch) =>
        Newest
            .OrderByDescending(ingest => ingest.Order.IsWhole)
            .ThenByDescending(ingest => ingest.Order.Branch == branch)
            .FirstOrDefault()
            is { Order: var order }
            ? new() { RepositoryId = order.RepositoryId, IsWhole = order.IsWhole }
            : null;

    public FinishedIngestsHead Add(FinishedIngest ingest) =>
        Newest is [{ Order: var order, Result.Attempt: var attempt }, ..]
        && order.IngestId == ingest.Order.IngestId
        && attempt == ingest.Result.Attempt
            ? this
            : new()
            {
                Newest =
                [
                    ingest,
                    .. Newest.Where(known => known.Order.IngestId != ingest.Order.IngestId).Take(MaxIngests - 1),
                ],
            };
}
