namespace YudaiV3.GitHub;

/// <summary>The part of GitHub that a sign-in needs.</summary>
internal interface IGitHubIdentity
{
    /// <summary>Exchanges the code of a web login for a token.</summary>
    /// <param name="verifier">The PKCE verifier of the login.</param>
    /// <exception cref="GitHubException">GitHub refuses the request or fails.</exception>
    Task<string> Redeem(string code, string verifier, string redirectUri);

    /// <summary>The account of the token.</summary>
    /// <exception cref="GitHubException">GitHub refuses the request or fails.</exception>
    Task<GitHubAccount> Owner(string token);
}
