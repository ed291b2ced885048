using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Sources;
using YudaiV3.Silo.GitHub;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>Registers ingests and the sources they read. <c>AddGitHub</c> must be called too.</summary>
internal static class RepoIngestServiceCollectionExtensions
{
    public static IServiceCollection AddRepoIngest(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        var folders = LocalFolders.From(configuration, environment);
        return services
            .AddIngest()
            .AddSingleton(folders)
            .AddSingleton(host => host.GetRequiredService<GitHubApp>().Urls)
            .AddSingleton(host => ArchiveHosts.From(configuration, host.GetRequiredService<GitHubApp>().Urls))
            .AddSingleton<ArchiveDownload>()
            .AddSingleton<GitHubArchives>()
            .AddSingleton<LocalRepositories>()
            .AddSingleton<IRepositoryAddresses, RepositoryAddresses>()
            .AddSingleton<IRepositorySource, RepositorySource>();
    }
}
