using Orleans.Runtime;

namespace YudaiV3.Issues;

/// <summary>The reminder that activates an issue with an unfinished filing if its silo was lost.</summary>
internal sealed class FilingReminder(IGrainBase grain)
{
    private const string Name = "filing";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private Task<IGrainReminder>? _registration;

    /// <summary>Registers the reminder, once for each activation.</summary>
    public async Task Register()
    {
        if (_registration is null or { IsFaulted: true } or { IsCanceled: true })
            _registration = grain.RegisterOrUpdateReminder(Name, Period, Period);
        await _registration;
    }

    public async Task Unregister(string name)
    {
        _registration = null;
        if (await grain.GetReminder(name) is { } reminder)
            await grain.UnregisterReminder(reminder);
    }
}
