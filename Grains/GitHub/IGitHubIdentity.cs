namespace YudaiV3.GitHub;

/// <summary>The part of GitHub that a sign-in needs.</summary>
internal interface IGitHubIdentity
{
    /// <summary>Exchanges the code of a web login for a token.</summary>
    /// <param name="verifier">The PKCE verifier of the login.</param>
    /// <exception cref="GitHubException">GitHub refuses the request or fails.</exception>
    Task<string> Redeem(string code, string verifier, string redirectUri);

    /// <summary>
    /// Returns for a token that a person made, and for one that GitHub issued to our own OAuth app.
    /// </summary>
    /// <exception cref="GitHubException">Another app holds the token too: who signs in with it may not be its owner.
    /// Or GitHub refuses the request or fails.</exception>
    Task RequireOwnApp(string token);

    /// <summary>The account of the token.</summary>
    /// <exception cref="GitHubException">GitHub refuses the request or fails.</exception>
    Task<GitHubAccount> Owner(string token);

    /// <summary>Revokes a token that GitHub issued to our OAuth app. Does nothing for any other.</summary>
    /// <exception cref="GitHubException">GitHub fails.</exception>
    Task Revoke(string token);

    /// <summary>Returns if the operator lets the account sign in.</summary>
    /// <exception cref="GitHubException">The operator does not, or GitHub fails.</exception>
    Task RequireAllowed(GitHubAccount account, string token);
}
