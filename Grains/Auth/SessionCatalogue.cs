using System.Collections.Immutable;
using YudaiV3.Chat;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

/// <summary>
/// The sessions of a user. The head lists the active ones; the inactive ones are stored in pages. One record per
/// repository and branch says which session represents it. Used by one grain only.
/// </summary>
internal sealed class SessionCatalogue(
    GroupCommit<UserHead> commits,
    GrainRecords records,
    IStateOwner<UserHead> owner,
    IGrainFactory grains,
    long userId
) : IDisposable
{
    private const int MaxConcurrentDescribes = 32;

    private readonly CataloguePages<SessionPage, Session> _pages = new(records);
    private readonly StoredRecordCache<RepositorySession> _repositorySessions = new(records);
    private readonly SemaphoreSlim _replacing = new(1);

    /// <summary>The last activation of each active place, as far as this activation of the user has seen it.</summary>
    private readonly Dictionary<long, long> _activations = [];
    private long _activationCount;

    /// <summary>The active session of a repository and branch. It is created if there is none.</summary>
    public async Task<Session> Open(NewSession newSession)
    {
        var repository = newSession.Repository ?? throw new InvalidException("repo_name", "A repository is needed.");
        var current = await _repositorySessions.Open(RepositorySession.Name(repository));
        while (true)
        {
            var generation = current.Value.Generation;
            var sessionId = current.Value.SessionId(repository);
            var session = await grains.ChatSession(userId, sessionId).Start(newSession with { SessionId = sessionId });
            if (session.IsActive)
                return session;
            await Replace(current, generation);
        }
    }

    /// <summary>The sessions that match the filter, latest activity first.</summary>
    public async Task<ImmutableArray<Session>> List(SessionFilter filter)
    {
        var head = commits.Current;
        var active = await GrainRecords.Each(
            head.ActiveSessions,
            session => grains.ChatSession(userId, session.SessionId).Describe(),
            MaxConcurrentDescribes
        );
        var inactive = await ListInactive(head, filter);
        return
        [
            .. active
                .OfType<Session>()
                .Where(filter.Matches)
                .Concat(inactive)
                .OrderByDescending(session => session.LastActivity)
                .Take(filter.Limit),
        ];
    }

    public async Task<string?> SessionAt(long place)
    {
        var head = commits.Current;
        if (head.ActiveSessions.FirstOrDefault(session => session.Place == place) is { } active)
            return active.SessionId;
        if (place >= head.Places)
            return null;
        var page = await _pages.Read(SessionPage.IndexOf(place));
        return page.Sessions.GetValueOrDefault(place)?.SessionId;
    }

    /// <summary>Adds the session to the active ones and returns its place.</summary>
    public Task<long> Activate(string sessionId, long? place) =>
        commits.Commit(head =>
        {
            var next = head.Activate(sessionId, place);
            _activations[next.Place] = ++_activationCount;
            return next;
        });

    /// <summary>
    /// Stores how the session looks now and removes it from the active ones, unless it was activated again while its
    /// page was written.
    /// </summary>
    public async Task Deactivate(Session session, long place)
    {
        var activation = _activations.GetValueOrDefault(place);
        await Write(() => _pages.Put(place, session));
        await commits.Commit(head =>
        {
            if (_activations.GetValueOrDefault(place) != activation)
                return (head, true);
            _activations.Remove(place);
            return (head.Deactivate(session, place), true);
        });
    }

    public void Dispose()
    {
        _pages.Dispose();
        _replacing.Dispose();
    }

    /// <summary>
    /// The inactive sessions with the latest activity, at least as many as the filter's limit if there are so many. It
    /// reads a page only if the page may contain a later activity than the sessions found so far.
    /// </summary>
    private async Task<List<Session>> ListInactive(UserHead head, SessionFilter filter)
    {
        var active = head.ActiveSessions.Select(session => session.Place).ToHashSet();
        List<Session> found = [];
        var pages = head.LatestOnPage.Select((latest, number) => (latest, number));
        foreach (var (latest, number) in pages.OrderByDescending(page => page.latest))
        {
            if (found.Count >= filter.Limit && found[filter.Limit - 1].LastActivity >= latest)
                break;
            var page = await _pages.Read(number);
            found.AddRange(
                page.Sessions.Where(entry => !active.Contains(entry.Key) && filter.Matches(entry.Value))
                    .Select(entry => entry.Value)
            );
            found.Sort((a, b) => b.LastActivity.CompareTo(a.LastActivity));
        }
        return found;
    }

    /// <summary>Lets the next session represent the repository, unless a concurrent call has done so.</summary>
    private async Task Replace(StoredRecord<RepositorySession> current, int generation)
    {
        await _replacing.WaitAsync();
        try
        {
            if (current.Value.Generation == generation)
                await Write(() => current.Write(new RepositorySession { Generation = generation + 1 }));
        }
        finally
        {
            _replacing.Release();
        }
    }

    /// <summary>Writes a record beside the head. After a failed write memory may differ from storage.</summary>
    private async Task Write(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception exception)
        {
            owner.WriteFailed(exception);
            throw new UnavailableException(
                "The state could not be saved just now. Please send the same request again."
            );
        }
    }
}
