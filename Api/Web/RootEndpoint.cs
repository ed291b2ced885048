namespace YudaiV3.Api.Web;

/// <summary><c>GET /</c>: what this is and where things are.</summary>
internal static class RootEndpoint
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapRoot(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods("/", Methods, Answer)
            .Produces<InfoResponse>()
            .WithTags("root")
            .WithSummary("What this is and where things are; a browser gets the page");

    private static IResult Answer(HttpContext context)
    {
        context.Response.Headers.Append(Microsoft.Net.Http.Headers.HeaderNames.Vary, "Accept");
        return AcceptHeader.PrefersHtml(context.Request)
            ? BuiltInPage.Show(context.Response)
            : TypedResults.Ok(InfoResponse.Us);
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
    public static InfoResponse Us { get; } =
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

/// <summary>Where the interactive documentation is.</summary>
internal sealed record DocumentationLinks(string Swagger, string Redoc);
