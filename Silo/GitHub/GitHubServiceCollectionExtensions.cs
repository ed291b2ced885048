using YudaiV3.GitHub;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.GitHub;

/// <summary>Registers the implementations of the GitHub interfaces of the grains.</summary>
internal static class GitHubServiceCollectionExtensions
{
    public static IServiceCollection AddGitHub(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(GitHubApp.From(configuration))
            .AddSingleton(AllowedAccounts.From(configuration))
            .AddSingleton(new GitHubTimeouts())
            .AddSingleton(host => new GitHubTransport(
                GitHubTransport.CreateClient(),
                host.GetRequiredService<GitHubTimeouts>(),
                host.GetRequiredService<TimeProvider>(),
                host.GetRequiredService<ILogger<GitHubTransport>>()
            ))
            .AddSingleton<IGitHubIdentity, GitHubIdentity>()
            .AddSingleton<GitHubTokens>()
            .AddSingleton<GitHubConnection>()
            .AddSingleton<GitHubPageReader>()
            .AddSingleton<GitHubIssueWriter>()
            .AddSingleton<IGitHub, GitHubApi>();
}
