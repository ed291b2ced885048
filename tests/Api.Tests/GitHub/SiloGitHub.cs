extern alias SiloHost;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SiloHost::YudaiV3.Silo.GitHub;
using YudaiV3.GitHub;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.GitHub;

/// <summary>The silo's own way to GitHub's REST API, over real sockets, and less patient.</summary>
internal static class SiloGitHub
{
    public static IServiceCollection AddRest(this IServiceCollection services, GitHubServer github) =>
        services
            .AddSingleton(
                GitHubApp.From(
                    new ConfigurationBuilder()
                        .AddInMemoryCollection([
                            new("GITHUB_WEB_URL", github.Web.AbsoluteUri),
                            new("GITHUB_API_URL", github.Api.AbsoluteUri),
                        ])
                        .Build()
                )
            )
            .AddSingleton(
                new GitHubTimeouts
                {
                    Attempt = TimeSpan.FromMilliseconds(500),
                    Call = TimeSpan.FromSeconds(4),
                    RetryDelay = TimeSpan.FromMilliseconds(1),
                }
            )
            .AddSingleton<GitHubConnection>()
            .AddSingleton<GitHubPageReader>()
            .AddSingleton<GitHubIssueWriter>()
            .AddSingleton<IGitHub, GitHubApi>()
            .AddSingleton<GitHubTokens>();
}
