namespace YudaiV3.GitHub;

/// <summary>
/// Sees to it that what one ticket stands for is in line once, and remembers lately what was created: whoever lost an
/// answer may ask again. Used by one grain only.
/// </summary>
internal sealed class IdempotentRequests
{
    private const int MaxRemembered = 256;

    private readonly Dictionary<string, Task<IssueCreation>> _known = [];
    private readonly Queue<string> _created = new();

    public Task<IssueCreation> Once(string ticket, Func<Task<IssueCreation>> send)
    {
        if (_known.TryGetValue(ticket, out var known))
            return known;
        var sending = _known[ticket] = send();
        _ = Settle(ticket, sending);
        return sending;
    }

    private async Task Settle(string ticket, Task<IssueCreation> sending)
    {
        await Task.WhenAny(sending);
        if (sending.IsCompletedSuccessfully && sending.Result.Outcome == CreationOutcome.Created)
            Remember(ticket);
        else
            _known.Remove(ticket);
    }

    private void Remember(string ticket)
    {
        _created.Enqueue(ticket);
        if (_created.Count > MaxRemembered)
            _known.Remove(_created.Dequeue());
    }
}
