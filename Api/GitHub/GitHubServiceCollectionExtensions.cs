namespace YudaiV3.Api.GitHub;

/// <summary>Registers the addresses of GitHub's pages.</summary>
internal static class GitHubServiceCollectionExtensions
{
    public static void AddGitHub(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(GitHubSite.From(configuration));
}
