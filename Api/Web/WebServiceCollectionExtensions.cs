using Microsoft.AspNetCore.Http.Features;
using YudaiV3.Api.Chat;
using YudaiV3.Api.Hosting;

namespace YudaiV3.Api.Web;

/// <summary>
/// What holds for every request: where it arrives, how large it may be, who may ask from a browser, how errors look.
/// </summary>
internal static class WebServiceCollectionExtensions
{
    /// <summary>Beyond it the connection is cut; what is smaller and still too large gets an answer.</summary>
    private const long MaxBodyBytes = 16 * RequestBodyReader.MaxBytes;
    private const string Prefix = "/api";
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);

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
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        services.AddSingleton(TimeProvider.System);
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddSingleton<RequestConcurrencyLimiter>().AddSingleton<ResponseCache>();

        var origins = CorsOrigins.From(builder.Configuration);
        services.AddSingleton(origins);
        services.AddCors(cors => cors.AddDefaultPolicy(origins.Apply));
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseCors();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(status =>
            Problem.Create(status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext)
        );
        app.UsePathBase(Prefix);
        app.Use(FindSession);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static Task FindSession(HttpContext context, RequestDelegate next)
    {
        if (SessionPath.Find(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget) is { } session)
        {
            context.Features.Set(session);
            context.Request.Path = session.Path;
        }
        return next(context);
    }
}
