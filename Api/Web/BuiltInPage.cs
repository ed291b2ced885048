using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace YudaiV3.Api.Web;

/// <summary>
/// The page that comes with the Api: <c>wwwroot</c> beside the program, whatever folder it was started in.
/// </summary>
internal static class BuiltInPage
{
    /// <summary>Nothing but our own files, no inline script or style, and no text that becomes markup.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly PhysicalFileProvider Files = new(Path.Combine(AppContext.BaseDirectory, "wwwroot"));

    /// <summary>Serves what the page is made of. What has an endpoint passes by.</summary>
    public static void UsePageFiles(this WebApplication app) =>
        app.UseStaticFiles(
            new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(Path.Combine(Files.Root, "page")),
                RequestPath = "/page",
                OnPrepareResponse = Prepare,
            }
        );

    public static IResult Show(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-cache";
        return Results.File(Files.GetFileInfo("index.html").PhysicalPath!, "text/html; charset=utf-8");
    }

    private static void Prepare(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = "no-cache";
}
