using YudaiV3.Api.Auth;

namespace YudaiV3.Api.Realtime;

/// <summary>Registers the services of the live updates.</summary>
internal static class RealtimeServiceCollectionExtensions
{
    public static void AddRealtime(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<RealtimeOptions>()
            .BindConfiguration("Realtime")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SessionFeeds>();
        services.AddSingleton<IClusterConnectionStatusObserver>(provider =>
            provider.GetRequiredService<SessionFeeds>()
        );
        services.AddSingleton<SocketRegistry>();
        services.AddSingleton<ILoginConnections>(provider => provider.GetRequiredService<SocketRegistry>());
        services.AddSingleton<SocketConnection>();
        services.AddSingleton<TicketProtector>();
        services.AddSingleton<SocketAuthenticator>();
        services.AddSingleton<OriginPolicy>();
        services.PostConfigure<LoggerFilterOptions>(SilenceRequestUrls);
    }

    /// <summary>
    /// The request log contains whole URLs, which may contain a token. No setting for a single provider can enable it.
    /// </summary>
    private static void SilenceRequestUrls(LoggerFilterOptions options)
    {
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToArray())
            options.Rules.Add(
                new LoggerFilterRule(provider, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, null)
            );
    }
}
