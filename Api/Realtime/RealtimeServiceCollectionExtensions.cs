namespace YudaiV3.Api.Realtime;

/// <summary>What the live updates are made of.</summary>
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
        services.AddSingleton<SocketConnection>();
        services.AddSingleton<TicketProtector>();
        services.AddSingleton<SocketAuthenticator>();
        services.AddSingleton<OriginPolicy>();
        services.PostConfigure<LoggerFilterOptions>(KeepUrlsOut);
    }

    /// <summary>
    /// The log of requests names whole URLs, and ours may hold a token. No setting for one provider turns it on again.
    /// </summary>
    private static void KeepUrlsOut(LoggerFilterOptions options)
    {
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToArray())
            options.Rules.Add(
                new LoggerFilterRule(provider, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, null)
            );
    }
}
