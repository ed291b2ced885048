extern alias SiloHost;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using SiloHost::YudaiV3.Silo.RepoIngest;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.Tests.RepoIngest;

/// <summary>The silo's own way to repositories, with limits that small archives go past.</summary>
internal static class SiloSources
{
    public static readonly IngestLimits Limits = new()
    {
        ArchiveBytes = 2_000_000,
        UnpackedBytes = 60_000_000,
        Ratio = 50,
        Files = 3_000,
        FileBytes = 500_000,
        PathDepth = 20,
        PathLength = 300,
    };

    public static IServiceCollection AddSources(this IServiceCollection services, string folder) =>
        services
            .AddRepoIngest(
                new ConfigurationBuilder().AddInMemoryCollection([new("YUDAI_LOCAL_REPOS", folder)]).Build(),
                new HostingEnvironment { EnvironmentName = Environments.Development }
            )
            .AddSingleton(Limits);
}
