using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>The long-lived connections of this node, by the login that opened them.</summary>
internal interface ILoginConnections
{
    /// <summary>The users who have an open connection.</summary>
    long[] Users { get; }

    bool HasAny(long userId);

    /// <summary>The logins of a user that have an open connection.</summary>
    LoginReference[] Logins(long userId);

    /// <summary>Closes all connections of a login that has ended.</summary>
    void Close(long userId, string loginId);
}
