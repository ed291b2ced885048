using Microsoft.Extensions.DependencyInjection;
using YudaiV3.RepoIngest.Packs;
using YudaiV3.RepoIngest.Queries;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Registers what ingests need, but for the source and its addresses, which the host brings.</summary>
internal static class IngestServiceCollectionExtensions
{
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services
            .AddOptions<IngestLimits>()
            .BindConfiguration(IngestLimits.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton(host => host.GetRequiredService<Microsoft.Extensions.Options.IOptions<IngestLimits>>().Value)
            .AddSingleton<IngestRecords>()
            .AddSingleton<IngestSlots>()
            .AddSingleton<IngestServices>()
            .AddSingleton<PackStore>()
            .AddSingleton<PackCache>()
            .AddSingleton<ISnapshotStore, SnapshotStore>();
    }
}
