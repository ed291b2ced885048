using YudaiV3.Api.Web;

namespace YudaiV3.Api.Auth;

/// <summary>
/// A personal access token of GitHub, with which somebody signs in. A class, as a record would print it.
/// </summary>
internal sealed class TokenLoginRequest : IValidatedRequest
{
    private const int MaxTokenLength = 4096;

    public string? GithubToken { get; init; }

    public void Check(ValidationErrors problems) => problems.Require("github_token", GithubToken, MaxTokenLength);
}
