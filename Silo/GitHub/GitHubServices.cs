using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>Registers GitHub as the grains want it.</summary>
internal static class GitHubServices
{
    public static IServiceCollection AddGitHub(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(GitHubApp.From(configuration))
        .AddSingleton(new GitHubPatience())
        .AddSingleton(host => new GitHubWire(GitHubWire.NewClient(), host.GetRequiredService<GitHubPatience>(), host.GetRequiredService<TimeProvider>(), host.GetRequiredService<ILogger<GitHubWire>>()))
        .AddSingleton<IGitHubIdentity, GitHubIdentity>()
        .AddSingleton<GitHubTokens>()
        .AddSingleton<GitHubConnection>()
        .AddSingleton<GitHubReading>()
        .AddSingleton<GitHubWriting>()
        .AddSingleton<IGitHub, GitHubApi>();
}
