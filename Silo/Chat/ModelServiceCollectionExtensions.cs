using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>Registers DAifu with the configured model endpoint, or the offline DAifu where there is none.</summary>
internal static class ModelServiceCollectionExtensions
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

    /// <summary>
    /// Neither retries nor ends a call: <see cref="AnswerGenerator"/> does both, and knows what went out already.
    /// </summary>
    private static ChatClient Client(ModelEndpoint endpoint, DeltaThrottle pace, TimeProvider time)
    {
#pragma warning disable CA2000 // They live as long as the silo.
        var wire = new EndpointHandler(sendsKey: endpoint.Key is not null, pace, time)
        {
            InnerHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                AllowAutoRedirect = false, // A key must not follow a redirect, and a POST cannot.
            },
        };
        var http = new HttpClient(wire) { Timeout = Timeout.InfiniteTimeSpan };
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
