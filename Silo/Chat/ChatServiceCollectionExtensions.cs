using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>Registers DAifu with the configured model endpoint, or the offline DAifu if there is none.</summary>
internal static class ChatServiceCollectionExtensions
{
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        if (ModelEndpoint.From(configuration) is { } endpoint)
            services.AddSingleton<IChatClient>(host =>
                ActivatorUtilities.CreateInstance<EndpointChatClient>(
                    host,
                    Client(endpoint, host.GetRequiredService<DeltaThrottle>(), host.GetRequiredService<TimeProvider>()),
                    endpoint.Model
                )
            );
        return services.AddAnswering();
    }

    // The client neither retries nor limits a call: AnswerGenerator does both, and knows what the user has seen.
    private static ChatClient Client(ModelEndpoint endpoint, DeltaThrottle throttle, TimeProvider time)
    {
#pragma warning disable CA2000 // Both live as long as the silo.
        var handler = new EndpointHandler(sendsKey: endpoint.Key is not null, throttle, time)
        {
            InnerHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                AllowAutoRedirect = false, // The key must not follow a redirect.
            },
        };
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
        var options = new OpenAIClientOptions
        {
            Endpoint = endpoint.BaseUrl,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            UserAgentApplicationId = "yudai",
        };
        return new(endpoint.Model, new ApiKeyCredential(endpoint.Key ?? "none"), options);
    }
}
