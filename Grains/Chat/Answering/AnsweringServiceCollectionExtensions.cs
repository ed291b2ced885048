using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace YudaiV3.Chat.Answering;

/// <summary>Registers DAifu, with the offline client if the host has registered no <see cref="IChatClient"/>.</summary>
internal static class AnsweringServiceCollectionExtensions
{
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services
            .AddOptions<AnsweringOptions>()
            .BindConfiguration(AnsweringOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IChatClient, OfflineChatClient>();
        services.TryAddSingleton<AnswerGenerator>();
        services.TryAddSingleton<DeltaThrottle>();
        services.TryAddSingleton<RepositoryOverviews>();
        services.TryAddSingleton<RepoIngest.Queries.RelevantFileFinder>();
        services.TryAddSingleton<Issues.IssueWriter>();
        return services.AddHostedService<TokenizerWarmup>();
    }
}
