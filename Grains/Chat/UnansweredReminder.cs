using Orleans.Runtime;

namespace YudaiV3.Chat;

/// <summary>The reminder that activates a session with an unanswered message if its silo was lost.</summary>
internal sealed class UnansweredReminder(Grain grain, SessionContext session)
{
    private const string Name = "unanswered";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private Task<IGrainReminder>? _registration;
    private Task _removal = Task.CompletedTask;
    private int _holds;

    /// <summary>
    /// Registers the reminder, once for each activation. It is not removed before the result is disposed of: until then
    /// the message is being written.
    /// </summary>
    public async Task<IDisposable> Hold()
    {
        _holds++;
        var hold = new Release(() => _holds--);
        try
        {
            await Register();
            return hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Removes the reminder if the session is answered and no message arrived lately.</summary>
    public async Task UnregisterWhenIdle(string name)
    {
        if (_holds > 0 || session.Head.Unanswered)
            return;
        if (session.Time.GetUtcNow() - session.Head.LastActivity < Period)
            return;
        _registration = null; // a message that arrives from now on registers the reminder again
        await (_removal = Remove(name));
    }

    private async Task Register()
    {
        if (_registration is null or { IsFaulted: true } or { IsCanceled: true })
            _registration = RegisterAfter(_removal);
        await _registration;
    }

    // A removal that is under way must not remove the new registration.
    private async Task<IGrainReminder> RegisterAfter(Task removal)
    {
        await removal.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
        );
        return await grain.RegisterOrUpdateReminder(Name, Period, Period);
    }

    private async Task Remove(string name)
    {
        if (await grain.GetReminder(name) is { } reminder)
            await grain.UnregisterReminder(reminder);
    }

    private sealed class Release(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
