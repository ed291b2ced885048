using YudaiV3.Api.Hosting;

namespace YudaiV3.Api.Web;

/// <summary>
/// Configures what all requests share: the address, the size limits, CORS, JSON and the error responses.
/// </summary>
internal static class WebApplicationBuilderExtensions
{
    /// <summary>
    /// Kestrel cuts the connection above this size. A body above the limit of the Api and below this one gets a 413.
    /// </summary>
    private const long MaxBodyBytes = 16 * RequestBodyReader.MaxBytes;
    private static readonly TimeSpan MaxShutdownTime = TimeSpan.FromSeconds(8);

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.UseUrls(ApiUrl.From(builder.Configuration));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = MaxShutdownTime);
        services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        services.AddSingleton(TimeProvider.System);
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddSingleton<RequestConcurrencyLimiter>().AddSingleton<ResponseCache>();

        var origins = CorsOrigins.From(builder.Configuration);
        services.AddSingleton(origins);
        services.AddCors(cors => cors.AddDefaultPolicy(origins.Apply));
    }
}
