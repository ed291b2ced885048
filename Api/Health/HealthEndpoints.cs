using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Health;

/// <summary>
/// <c>/health</c> says whether requests can be served now, <c>/health/live</c> only that the process runs.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    // The framework's MapHealthChecks has no place in the OpenAPI document and keeps no report.
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

    private static async Task<JsonHttpResult<HealthResponse>> Ready(HealthReportCache reports, HttpResponse response)
    {
        var health = HealthResponse.From(await reports.GetReport());
        if (!health.IsHealthy)
            response.Headers.RetryAfter = ProblemExceptionHandler.SoonAgain;
        return TypedResults.Json(
            health,
            statusCode: health.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static Ok<LivenessResponse> Live() => TypedResults.Ok(new LivenessResponse("alive"));
}
