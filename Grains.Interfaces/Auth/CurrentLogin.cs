using Orleans.Runtime;

namespace YudaiV3.Auth;

/// <summary>
/// The login in whose name a call runs. It travels with the call from grain to grain. Work that outlives the call
/// stores it, and sets it again when it goes on.
/// </summary>
public static class CurrentLogin
{
    /// <summary>Silos and nodes of different versions exchange this name: it must not change.</summary>
    private const string Key = "yudai.login";

    /// <summary>Null for a JWT from before logins had ids, and for work that began with one.</summary>
    public static string? Id
    {
        get => RequestContext.Get(Key) as string;
        set
        {
            if (value is null)
                RequestContext.Remove(Key);
            else
                RequestContext.Set(Key, value);
        }
    }

    /// <summary>Lets the calls that follow run in the name of a JWT's login.</summary>
    public static void Use(LoginReference login) => Id = login.IssuedAt is null ? login.Id : null;
}
