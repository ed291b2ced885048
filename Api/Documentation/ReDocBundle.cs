using System.IO.Compression;
using Microsoft.Net.Http.Headers;
using Swashbuckle.AspNetCore.ReDoc;

namespace YudaiV3.Api.Documentation;

/// <summary>
/// ReDoc's script from its package. Our own logo replaces the one that the script loads from another host.
/// </summary>
internal static class ReDocBundle
{
    private const string Resource = "Swashbuckle.AspNetCore.ReDoc.node_modules.redoc.bundles.redoc.standalone.js";
    private static readonly Lazy<byte[]> Compressed = new(Create);

    public static IResult Send(HttpContext context)
    {
        context.Response.Headers.CacheControl = "max-age=86400";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (
            !context
                .Request.GetTypedHeaders()
                .AcceptEncoding.Any(encoding => encoding.Value == "gzip" && encoding.Quality is not 0)
        )
            return Results.Stream(
                new GZipStream(new MemoryStream(Compressed.Value), CompressionMode.Decompress),
                "text/javascript"
            );
        context.Response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(Compressed.Value, "text/javascript");
    }

    private static byte[] Create()
    {
        using var packed = typeof(ReDocOptions).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var script = reader
            .ReadToEnd()
            .Replace("https://cdn.redoc.ly/redoc/logo-mini-full.svg", "page/icon.svg", StringComparison.Ordinal)
            .Replace("https://cdn.redoc.ly/redoc/logo-mini.svg", "page/icon.svg", StringComparison.Ordinal);
        using var bytes = new MemoryStream();
        using (var writer = new StreamWriter(new GZipStream(bytes, CompressionLevel.Optimal)))
            writer.Write(script);
        return bytes.ToArray();
    }
}
