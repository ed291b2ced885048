using YudaiV3.Auth;

namespace YudaiV3.GitHub;

/// <summary>Whose rights a response of GitHub rests on: two logins of one user may have different ones.</summary>
internal readonly record struct CallerKey(long UserId, string? LoginId)
{
    /// <summary>The user in the login of the current call.</summary>
    public static CallerKey From(long userId) => new(userId, CurrentLogin.Id);
}
