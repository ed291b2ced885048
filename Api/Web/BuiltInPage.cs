using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace YudaiV3.Api.Web;

/// <summary>
/// The page of the Api, from <c>wwwroot</c> beside the program, independent of the working directory.
/// </summary>
internal static class BuiltInPage
{
    /// <summary>Allows only our own files, no inline script or style, and no text that becomes markup.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly PhysicalFileProvider Files = new(Path.Combine(AppContext.BaseDirectory, "wwwroot"));

    /// <summary>Serves the files of the page. Requests with an endpoint pass through.</summary>
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
