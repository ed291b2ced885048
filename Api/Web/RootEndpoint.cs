namespace YudaiV3.Api.Web;

/// <summary><c>GET /</c>: the service and its sections, or the page for a browser.</summary>
internal static class RootEndpoint
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapRoot(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods("/", Methods, Get)
            .Produces<InfoResponse>()
            .WithTags("root")
            .WithSummary("The service and its sections; a browser gets the page");

    private static IResult Get(HttpContext context)
    {
        context.Response.Headers.Append(Microsoft.Net.Http.Headers.HeaderNames.Vary, "Accept");
        return AcceptHeader.PrefersHtml(context.Request)
            ? BuiltInPage.Show(context.Response)
            : TypedResults.Ok(InfoResponse.Instance);
    }
}

/// <summary>The body of <c>GET /</c>.</summary>
internal sealed record InfoResponse(
    string Message,
    string Version,
    IReadOnlyDictionary<string, string> Services,
    DocumentationLinks Documentation
)
{
    public static InfoResponse Instance { get; } =
        new(
            "YudaiV3 backend: from a conversation about a repository to the right GitHub issue.",
            typeof(InfoResponse).Assembly.GetName().Version!.ToString(3),
            new Dictionary<string, string>
            {
                ["authentication"] = "/auth",
                ["github"] = "/github",
                ["chat"] = "/daifu",
                ["issues"] = "/issues",
                ["file-dependencies"] = "/filedeps",
            },
            new("/docs", "/redoc")
        );
}

/// <summary>The paths of the interactive documentation.</summary>
internal sealed record DocumentationLinks(string Swagger, string Redoc);
