using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using YudaiV3.Auth;

namespace YudaiV3.Chat;

// A session in use: its owner's catalogue knows of it, and a reminder sees to it that an unanswered message finds
// somebody to answer it.
internal sealed partial class ChatSessionGrain
{
    private const string Unanswered = "unanswered";
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);

    private Task<long>? _inUse;
    private Task<IGrainReminder>? _reminded;

    async Task IRemindable.ReceiveReminder(string reminderName, TickStatus status)
    {
        Resume();
        if (Head.Unanswered || time.GetUtcNow() - Head.LastActivity < RemindEvery)
            return;
        _reminded = null; // a message that comes now asks for a reminder of its own
        if (await this.GetReminder(reminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    /// <summary>
    /// Makes sure, once for each activation, that the catalogue knows the session before anything is acknowledged.
    /// </summary>
    private async Task<long> BeInUse(string sessionId)
    {
        if (_inUse is null or { IsFaulted: true } or { IsCanceled: true })
            _inUse = GrainFactory.User(Owner).SessionActivated(sessionId, Head.Exists ? Head.Place : null);
        return await _inUse;
    }

    private async Task BeReminded()
    {
        if (_reminded is null or { IsFaulted: true } or { IsCanceled: true })
            _reminded = this.RegisterOrUpdateReminder(Unanswered, RemindEvery, RemindEvery);
        await _reminded;
    }

    private async Task Rest(CancellationToken cancellationToken)
    {
        try
        {
            if (_indexed > Head.IndexedThrough)
                await _commits.Commit(head => (head with { IndexedThrough = _indexed }, true));
            await GrainFactory
                .User(Owner)
                .SessionDeactivated(Head.Describe(Key), Head.Place)
                .WaitAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            LogRestless(fault, Key); // lists go on asking the session itself
        }
    }
}
