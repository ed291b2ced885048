using Orleans.Runtime;

namespace YudaiV3.Chat;

/// <summary>The reminder that activates a session with an unanswered message if its silo was lost.</summary>
internal sealed class UnansweredReminder(Grain grain, SessionContext session)
{
    private const string Name = "unanswered";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private Task<IGrainReminder>? _registration;

    /// <summary>Registers the reminder, once for each activation.</summary>
    public async Task Register()
    {
        if (_registration is null or { IsFaulted: true } or { IsCanceled: true })
            _registration = grain.RegisterOrUpdateReminder(Name, Period, Period);
        await _registration;
    }

    /// <summary>Removes the reminder if the session is answered and no message arrived lately.</summary>
    public async Task UnregisterWhenIdle(string name)
    {
        if (session.Head.Unanswered || session.Time.GetUtcNow() - session.Head.LastActivity < Period)
            return;
        _registration = null; // a message that arrives from now on registers the reminder again
        if (await grain.GetReminder(name) is { } reminder)
            await grain.UnregisterReminder(reminder);
    }
}
