using YudaiV3.Auth;

namespace YudaiV3.Chat;

/// <summary>Reports to the owner's session list when the session's activation is in use and when it ends.</summary>
internal sealed class SessionRegistration(SessionContext session, IGrainFactory grains)
{
    private Task<long>? _activated;

    /// <summary>
    /// Makes sure, once for each activation, that the list has the session before a change is acknowledged.
    /// </summary>
    /// <returns>The session's place in the list.</returns>
    public async Task<long> Activate(string sessionId)
    {
        if (_activated is null or { IsFaulted: true } or { IsCanceled: true })
            _activated = grains
                .User(session.OwnerId)
                .SessionActivated(sessionId, session.Head.Exists ? session.Head.Place : null);
        return await _activated;
    }

    /// <summary>Gives the list the session's final description, so that it need not ask the session.</summary>
    /// <param name="indexedThrough">What the search index has, to be stored for the next activation.</param>
    public async Task Deactivate(long indexedThrough, CancellationToken cancellationToken)
    {
        try
        {
            if (indexedThrough > session.Head.IndexedThrough)
                await session.Commit(head => head with { IndexedThrough = indexedThrough });
            await grains
                .User(session.OwnerId)
                .SessionDeactivated(session.Head.Describe(session.Key), session.Head.Place)
                .WaitAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            session.Logger.DeactivationNotReported(exception, session.Key); // the list keeps asking the session itself
        }
    }
}
