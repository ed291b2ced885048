namespace YudaiV3.Api.Auth;

/// <summary>
/// The log of security events, in a category of its own. It has ids only: no names, addresses, tokens or texts.
/// </summary>
internal sealed partial class SecurityLog(ILogger<SecurityLog> logger)
{
    [LoggerMessage(1, LogLevel.Information, "User {UserId} signed in: login {LoginId}.")]
    public partial void SignedIn(long userId, string loginId);

    [LoggerMessage(2, LogLevel.Warning, "A sign-in was refused ({Reason}).")]
    public partial void SignInRefused(string reason);

    [LoggerMessage(3, LogLevel.Information, "User {UserId} refreshed the JWT of login {LoginId}.")]
    public partial void Refreshed(long userId, string loginId);

    [LoggerMessage(4, LogLevel.Information, "User {UserId} ended login {LoginId}.")]
    public partial void SignedOut(long userId, string loginId);

    [LoggerMessage(5, LogLevel.Information, "User {UserId} ended all {Logins} logins and all API tokens.")]
    public partial void SignedOutEverywhere(long userId, int logins);

    [LoggerMessage(6, LogLevel.Information, "User {UserId} made API token {TokenId} with the scopes {Scopes}.")]
    public partial void ApiTokenMade(long userId, string tokenId, string scopes);

    [LoggerMessage(7, LogLevel.Information, "User {UserId} deleted API token {TokenId}.")]
    public partial void ApiTokenDeleted(long userId, string tokenId);

    [LoggerMessage(8, LogLevel.Information, "User {UserId} disconnected GitHub.")]
    public partial void GitHubDisconnected(long userId);
}
