namespace YudaiV3.GitHub;

/// <summary>GitHub as far as signing in needs it.</summary>
internal interface IGitHubIdentity
{
    /// <summary>Exchanges the code of a web login for a token.</summary>
    /// <param name="verifier">PKCE: the secret behind the challenge that the login began with.</param>
    /// <exception cref="GitHubException">It refuses, or is not there.</exception>
    Task<string> Redeem(string code, string verifier, string redirectUri);

    /// <summary>Whose token it is.</summary>
    /// <exception cref="GitHubException">It refuses, or is not there.</exception>
    Task<GitHubAccount> Owner(string token);
}
