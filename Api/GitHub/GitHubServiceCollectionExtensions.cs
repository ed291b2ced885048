namespace YudaiV3.Api.GitHub;

/// <summary>What the Api needs to know about GitHub.</summary>
internal static class GitHubServiceCollectionExtensions
{
    public static void AddGitHub(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(GitHubSite.From(builder.Configuration));
}
