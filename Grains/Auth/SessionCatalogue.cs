using System.Collections.Immutable;
using YudaiV3.Chat;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

/// <summary>The sessions at rest of a user, in pages, and which session stands for which repository.</summary>
internal sealed class SessionCatalogue(GrainRecords records) : IDisposable
{
    private readonly Dictionary<long, Task<StoredRecord<SessionPage>>> _pages = [];
    private readonly Dictionary<string, Task<StoredRecord<RepositorySession>>> _opened = [];
    private readonly SemaphoreSlim _writing = new(1);

    public static bool Matches(Session session, SessionFilter filter) =>
        (filter.IncludeInactive || session.IsActive)
        && (
            filter.RepoOwner is null
            || string.Equals(filter.RepoOwner, session.RepoOwner, StringComparison.OrdinalIgnoreCase)
        )
        && (
            filter.RepoName is null
            || string.Equals(filter.RepoName, session.RepoName, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Notes how a session looked when it went to rest.</summary>
    public async Task Put(Session session, long place)
    {
        await _writing.WaitAsync();
        try
        {
            var page = await Page(SessionPage.IndexOf(place));
            if (!page.Value.Sessions.TryGetValue(place, out var known) || known != session)
                await page.Write(new SessionPage { Sessions = page.Value.Sessions.SetItem(place, session) });
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// The sessions at rest that were active last, as many as the filter asks for. Reads a page only while something on
    /// it may be newer than what is found.
    /// </summary>
    public async Task<List<Session>> Newest(UserHead head, SessionFilter filter)
    {
        var inUse = head.ActiveSessions.Select(used => used.Place).ToHashSet();
        List<Session> found = [];
        foreach (
            var (latest, number) in head
                .LatestOnPage.Select((latest, number) => (latest, number))
                .OrderByDescending(page => page.latest)
        )
        {
            if (found.Count >= filter.Limit && found[filter.Limit - 1].LastActivity >= latest)
                break;
            var page = await Page(number);
            found.AddRange(
                page.Value.Sessions.Where(entry => !inUse.Contains(entry.Key) && Matches(entry.Value, filter))
                    .Select(entry => entry.Value)
            );
            found.Sort((a, b) => b.LastActivity.CompareTo(a.LastActivity));
        }
        return found;
    }

    /// <summary>The session at rest at this place.</summary>
    public async Task<string?> SessionId(UserHead head, long place) =>
        place < head.Places
        && (await Page(SessionPage.IndexOf(place))).Value.Sessions.TryGetValue(place, out var session)
            ? session.SessionId
            : null;

    public Task<StoredRecord<RepositorySession>> Opened(RepositoryRef repository) =>
        Once(_opened, RepositorySession.Name(repository), name => records.Open<RepositorySession>(name));

    /// <summary>Lets another session stand for the repository, unless somebody has done so in the meantime.</summary>
    public async Task Reopen(StoredRecord<RepositorySession> opened, int generation)
    {
        await _writing.WaitAsync();
        try
        {
            if (opened.Value.Generation == generation)
                await opened.Write(new RepositorySession { Generation = generation + 1 });
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private Task<StoredRecord<SessionPage>> Page(long number) =>
        Once(_pages, number, page => records.Open<SessionPage>(SessionPage.Name(page)));

    private static Task<T> Once<TKey, T>(Dictionary<TKey, Task<T>> known, TKey key, Func<TKey, Task<T>> read)
        where TKey : notnull =>
        known.TryGetValue(key, out var there) && !there.IsFaulted ? there : known[key] = read(key);
}
