using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// Decides which packs stay, and sweeps the others at a reminder. Every decision is durable before a pack is deleted,
/// so a sweep can stop at any point and be repeated. Not reentrant: no attempt begins during a sweep.
/// </summary>
[GrainType("repositorypacks")]
internal sealed partial class RepositoryPacksGrain(
    [PersistentState("repository-packs")] IPersistentState<RepositoryPacksState> state,
    IngestRecords records,
    TimeProvider time,
    ILogger<RepositoryPacksGrain> log
) : Grain, IRepositoryPacks, IRemindable
{
    private const string Reminder = "sweep";

    /// <summary>Packs deleted by one sweep: who begins waits for it.</summary>
    private const int MaxDeletions = 500;
    private static readonly TimeSpan RemindEvery = TimeSpan.FromHours(1);

    /// <summary>An attempt that began later is not asked whether it still runs.</summary>
    private static readonly TimeSpan CheckAfter = TimeSpan.FromHours(1);

    private bool _isReminded;

    public async Task<ImmutableArray<PackWriterId>> Begin(PackWriterId writer, ImmutableArray<PackWriterId> candidates)
    {
        if (!_isReminded)
            await this.RegisterOrUpdateReminder(Reminder, RemindEvery, RemindEvery);
        _isReminded = true;
        var (next, reusable) = state.State.Begin(writer, candidates, time.GetUtcNow());
        await Commit(next);
        return reusable;
    }

    public Task Complete(PackWriterId writer, ImmutableArray<PackWriterId> refersTo) =>
        Commit(state.State.Complete(writer, refersTo, time.GetUtcNow()));

    public Task Use(PackWriterId writer) => Commit(state.State.Use(writer, time.GetUtcNow()));

    public async Task Sweep()
    {
        await Commit(state.State.Expire(time.GetUtcNow()));
        await DropEnded();
        var deletions = MaxDeletions;
        while (state.State.NextToSweep() is { } holder)
        {
            var (deleted, hasRemains) = await Delete(holder.Writer, deletions);
            if ((deletions -= deleted) <= 0)
                return;
            await Commit(state.State.Swept(holder.Writer, hasRemains));
        }
    }

    Task IRemindable.ReceiveReminder(string reminderName, TickStatus status) => Sweep();

    /// <summary>Drops attempts that failed or were cancelled, and those that another attempt replaced.</summary>
    private async Task DropEnded()
    {
        foreach (
            var holder in state.State.Holders.Where(holder =>
                holder.Stage == PackStage.Writing && time.GetUtcNow() - holder.UsedAt > CheckAfter
            )
        )
            if (!await Runs(holder.Writer))
                await Commit(state.State.Drop(other => other.Writer == holder.Writer));
    }

    private Task<bool> Runs(PackWriterId writer) =>
        GrainFactory.GetGrain<IRepoIngestInternal>(IngestKeys.ForIngest(writer.IngestId)).Runs(writer.Attempt);

    /// <summary>Deletes the packs of a dropped attempt that nobody refers to.</summary>
    private async Task<(int Deleted, bool HasRemains)> Delete(PackWriterId writer, int maxDeletions)
    {
        var own = new PackRecords(records, writer);
        await own.DeleteIndex();
        var needed = await NeededOf(writer);
        var (claims, names) = await own.Claims();
        var (deleted, hasRemains) = (0, false);
        foreach (var name in names.TakeWhile(_ => deleted < maxDeletions))
            if (needed.Contains(name))
                hasRemains = true;
            else if (await own.Delete(name))
                deleted++;
        if (deleted < maxDeletions && !hasRemains)
            await own.DeleteClaims(claims);
        LogDeleted(log, deleted, writer.IngestId, writer.Attempt);
        return (deleted, hasRemains);
    }

    /// <summary>The packs of an attempt that finished attempts refer to.</summary>
    private async Task<HashSet<string>> NeededOf(PackWriterId writer)
    {
        var needed = new HashSet<string>();
        foreach (var other in state.State.ReferringTo(writer))
            needed.UnionWith(
                (await new PackRecords(records, other).Index())!
                    .Packs.Where(pack => pack.Writer == writer)
                    .Select(pack => pack.Name)
            );
        return needed;
    }

    private async Task Commit(RepositoryPacksState next)
    {
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

    [LoggerMessage(LogLevel.Information, "Deleted {Count} packs of ingest {Ingest}, attempt {Attempt}.")]
    private static partial void LogDeleted(ILogger log, int count, string ingest, int attempt);
}
