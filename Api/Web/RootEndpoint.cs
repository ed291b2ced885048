namespace YudaiV3.Api.Web;

/// <summary><c>GET /</c>: what this is and where things are.</summary>
internal static class RootEndpoint
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapRoot(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/", Methods, Answer).Produces<About>().WithTags("root").WithSummary("What this is and where things are; a browser gets the page");

    private static IResult Answer(HttpContext context)
    {
        context.Response.Headers.Append(Microsoft.Net.Http.Headers.HeaderNames.Vary, "Accept");
        return Page.IsWanted(context.Request) ? BuiltInPage.Show(context.Response) : TypedResults.Ok(About.Us);
    }
}

/// <summary>The body of <c>GET /</c>.</summary>
internal sealed record About(string Message, string Version, IReadOnlyDictionary<string, string> Services, DocumentationLinks Documentation)
{
    public static About Us { get; } = new(
        "YudaiV3 backend: from a conversation about a repository to the right GitHub issue.",
        typeof(About).Assembly.GetName().Version!.ToString(3),
        new Dictionary<string, string>
        {
            ["authentication"] = "/auth",
            ["github"] = "/github",
            ["chat"] = "/daifu",
            ["issues"] = "/issues",
            ["file-dependencies"] = "/filedeps",
        },
        new("/docs", "/redoc"));
}

/// <summary>Where the interactive documentation is.</summary>
internal sealed record DocumentationLinks(string Swagger, string Redoc);
