using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>
/// The archives of commits. Like GitHub, the API redirects to another address with a key in it.
/// </summary>
internal sealed class RestArchives(GitHubServer server, RestRepositories rest)
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    public void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder web)
    {
        api.MapGet("/repos/{owner}/{name}/tarball/{sha}", (HttpContext context, string sha) =>
            rest.In(context, repository =>
                Results.Redirect(
                    repository.ArchiveUrl ?? $"{server.Web}codeload/{repository.FullName}/{sha}?token={_key}"
                )
            )
        );
        web.MapGet("/codeload/{owner}/{name}/{sha}", Send);
    }

    private async Task Send(HttpContext context, string owner, string name, string sha, string? token)
    {
        if (token != _key || server.Repositories.Find(owner, name) is not { } repository)
        {
            context.Response.StatusCode = 404;
            return;
        }
        repository.CountDownload();
        await repository.Held.WaitAsync(context.RequestAborted);
        context.Response.ContentType = "application/x-gzip";
        if (repository.Archive is { } writeArchive)
        {
            await writeArchive(context.Response.Body);
            return;
        }
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        var top = $"{owner}-{name}-{sha[..7]}/";
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, top));
        foreach (var (path, text) in repository.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, top + path)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                }
            );
    }
}
