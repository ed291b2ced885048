using YudaiV3.Api.Web;

namespace YudaiV3.Api.Auth;

/// <summary>
/// A login with a personal access token of GitHub. It is a class because a record would print the token.
/// </summary>
internal sealed class TokenLoginRequest : IValidatedRequest
{
    private const int MaxTokenLength = 4096;

    public string? GithubToken { get; init; }

    public void Check(ValidationErrors problems) => problems.Require("github_token", GithubToken, MaxTokenLength);
}
