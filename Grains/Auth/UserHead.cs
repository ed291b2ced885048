using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Auth;

/// <summary>
/// The one record of a user that changes often: the profile and the active sessions. The inactive sessions are stored
/// in <see cref="SessionPage"/>s. Its methods are pure decisions.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user")]
internal sealed record UserHead
{
    [Id(0)]
    public UserProfile? Profile { get; init; }

    /// <summary>The number of assigned places of the catalogue.</summary>
    [Id(1)]
    public long Places { get; init; }

    [Id(2)]
    public ImmutableArray<ActiveSession> ActiveSessions { get; init; } = [];

    /// <summary>For each page, the latest activity of its inactive sessions.</summary>
    [Id(3)]
    public ImmutableArray<DateTimeOffset> LatestOnPage { get; init; } = [];

    /// <summary>How many ended logins are kept one by one.</summary>
    public const int MaxEnded = 256;

    /// <summary>Ended logins from before logins had ids, whose JWTs have not expired.</summary>
    [Id(4)]
    public ImmutableArray<EndedLogin> Ended { get; init; } = [];

    /// <summary>The GitHub token of the last login from before logins had ids, encrypted.</summary>
    [Id(5)]
    public string? ProtectedGitHubToken { get; init; }

    /// <summary>JWTs from before logins had ids are refused if they were issued up to this time.</summary>
    [Id(6)]
    public DateTimeOffset? SignedOutThrough { get; init; }

    /// <summary>
    /// Beyond <see cref="MaxEnded"/> all JWTs of that time are refused, so that none is accepted again.
    /// </summary>
    public UserHead SignOut(string tokenId, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        if (Ended.Any(ended => ended.TokenId == tokenId))
            return this;
        var ended = Ended
            .RemoveAll(ended => ended.ExpiresAt < now)
            .Add(new EndedLogin { TokenId = tokenId, ExpiresAt = expiresAt });
        return ended.Length <= MaxEnded
            ? this with
            {
                Ended = ended,
            }
            : this with
            {
                Ended = [],
                SignedOutThrough = now,
            };
    }

    /// <summary>Ends all logins from before logins had ids.</summary>
    public UserHead SignOutAll(DateTimeOffset now) =>
        this with
        {
            Ended = [],
            SignedOutThrough = now,
            ProtectedGitHubToken = null,
        };

    public UserHead ForgetGitHubToken() =>
        ProtectedGitHubToken is null ? this : this with { ProtectedGitHubToken = null };

    public bool HasEnded(string tokenId, DateTimeOffset issuedAt) =>
        issuedAt <= SignedOutThrough || Ended.Any(ended => ended.TokenId == tokenId);

    public UserHead SignIn(UserProfile profile, DateTimeOffset now) =>
        this with
        {
            Profile = profile with { CreatedAt = Profile?.CreatedAt ?? now, LastLogin = now },
        };

    /// <summary>Adds the session to the active ones. A session without a place gets the next free one.</summary>
    public (UserHead State, long Place) Activate(string sessionId, long? place)
    {
        if (ActiveSessions.FirstOrDefault(active => active.SessionId == sessionId) is { } existing)
            return (this, existing.Place);
        var assigned = place ?? Places;
        return (
            this with
            {
                ActiveSessions = ActiveSessions.Add(new ActiveSession { SessionId = sessionId, Place = assigned }),
                Places = Math.Max(Places, assigned + 1),
            },
            assigned
        );
    }

    /// <summary>Removes the session from the active ones. Its page must have been written before.</summary>
    public UserHead Deactivate(Session session, long place)
    {
        var page = SessionPage.IndexOf(place);
        var latest = LatestOnPage;
        while (latest.Length <= page)
            latest = latest.Add(DateTimeOffset.MinValue);
        if (session.LastActivity > latest[(int)page])
            latest = latest.SetItem((int)page, session.LastActivity);
        return this with
        {
            ActiveSessions = ActiveSessions.RemoveAll(active => active.Place == place),
            LatestOnPage = latest,
        };
    }
}

/// <summary>A session whose grain must be asked for its current state.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-session-in-use")]
internal sealed record ActiveSession
{
    [Id(0)]
    public string SessionId { get; init; } = "";

    [Id(1)]
    public long Place { get; init; }
}

/// <summary>A login whose JWT is refused although it has not expired.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-ended-login")]
internal sealed record EndedLogin
{
    [Id(0)]
    public string TokenId { get; init; } = "";

    [Id(1)]
    public DateTimeOffset ExpiresAt { get; init; }
}
