using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Health;

/// <summary>
/// <c>/health</c> says whether requests can be served now, <c>/health/live</c> only that the process runs.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DatabaseProbe>();
        builder.Services.AddSingleton<ClusterProbe>();
        builder.Services.AddSingleton<Checkup>();
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("health");
        health
            .MapMethods("/", Methods, Ready)
            .Produces<HealthResponse>()
            .Produces<HealthResponse>(503)
            .WithSummary("Whether the cluster and the database can serve");
        health.MapMethods("/live", Methods, Live).WithSummary("Whether the process runs");
    }

    private static async Task<JsonHttpResult<HealthResponse>> Ready(Checkup checkup, HttpResponse response)
    {
        var report = await checkup.Report();
        if (!report.IsHealthy)
            response.Headers.RetryAfter = ProblemExceptionHandler.SoonAgain;
        return TypedResults.Json(
            report,
            statusCode: report.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static Ok<LivenessResponse> Live() => TypedResults.Ok(new LivenessResponse("alive"));
}

/// <summary>The body of <c>GET /health/live</c>.</summary>
internal sealed record LivenessResponse(string Status);
