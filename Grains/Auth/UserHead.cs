using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Auth;

/// <summary>
/// The one record of a user that changes often: the profile, and which of the user's sessions are in use. The sessions
/// at rest are in <see cref="SessionPage"/>s.
/// Its methods decide what happens to it, and touch nothing else.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user")]
internal sealed record UserHead
{
    [Id(0)]
    public UserProfile? Profile { get; init; }

    /// <summary>How many places of the catalogue are given out.</summary>
    [Id(1)]
    public long Places { get; init; }

    [Id(2)]
    public ImmutableArray<ActiveSession> ActiveSessions { get; init; } = [];

    /// <summary>For each page, no session at rest in it was active after this.</summary>
    [Id(3)]
    public ImmutableArray<DateTimeOffset> LatestOnPage { get; init; } = [];

    /// <summary>Logins that have ended, while their JWTs are not expired.</summary>
    [Id(4)]
    public ImmutableArray<EndedLogin> Ended { get; init; } = [];

    /// <summary>The token with which GitHub is called for the user, encrypted.</summary>
    [Id(5)]
    public string? ProtectedGitHubToken { get; init; }

    public UserHead SignOut(string tokenId, DateTimeOffset expiresAt, DateTimeOffset now) =>
        Ended.Any(ended => ended.TokenId == tokenId)
            ? this
            : this with
            {
                Ended = Ended
                    .RemoveAll(ended => ended.ExpiresAt < now)
                    .Add(new EndedLogin { TokenId = tokenId, ExpiresAt = expiresAt }),
            };

    public UserHead SignIn(UserProfile profile, DateTimeOffset now) =>
        this with
        {
            Profile = profile with { CreatedAt = Profile?.CreatedAt ?? now, LastLogin = now },
        };

    /// <summary>Notes that the session is in use, and gives it a place where it has none.</summary>
    public (UserHead State, long Place) Use(string sessionId, long? place)
    {
        if (ActiveSessions.FirstOrDefault(used => used.SessionId == sessionId) is { } known)
            return (this, known.Place);
        var given = place ?? Places;
        return (
            this with
            {
                ActiveSessions = ActiveSessions.Add(new ActiveSession { SessionId = sessionId, Place = given }),
                Places = Math.Max(Places, given + 1),
            },
            given
        );
    }

    /// <summary>Notes that the session is at rest, after its entry was written.</summary>
    public UserHead Rest(Session session, long place)
    {
        var page = SessionPage.IndexOf(place);
        var latest = LatestOnPage;
        while (latest.Length <= page)
            latest = latest.Add(DateTimeOffset.MinValue);
        if (session.LastActivity > latest[(int)page])
            latest = latest.SetItem((int)page, session.LastActivity);
        return this with
        {
            ActiveSessions = ActiveSessions.RemoveAll(used => used.Place == place),
            LatestOnPage = latest,
        };
    }
}

/// <summary>A session whose grain says itself how it looks.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-session-in-use")]
internal sealed record ActiveSession
{
    [Id(0)]
    public string SessionId { get; init; } = "";

    [Id(1)]
    public long Place { get; init; }
}

/// <summary>A JWT that is refused although it has not expired.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-ended-login")]
internal sealed record EndedLogin
{
    [Id(0)]
    public string TokenId { get; init; } = "";

    [Id(1)]
    public DateTimeOffset ExpiresAt { get; init; }
}
