using System.Text.RegularExpressions;

namespace YudaiV3.Api.Tests.Documentation;

/// <summary>The documentation's pages, with and without a proxy's prefix.</summary>
public sealed partial class DocumentationPagesTests(GrainCluster cluster)
{
    [Theory]
    [InlineData("/docs")]
    [InlineData("/redoc")]
    [InlineData("/api/docs")]
    [InlineData("/api/redoc")]
    public async Task Pages_bring_everything_they_need_from_here(string path)
    {
        await using var api = await LocalApi.Start(cluster);
        using var answer = await api.Get(path);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "script-src 'self';",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("//", page, StringComparison.Ordinal);

        var files = Links().Matches(page).Select(link => link.Groups[1].Value).ToArray();
        Assert.NotEmpty(files);
        foreach (var file in files.Append("openapi/v1.json"))
        {
            using var part = await api.Get(new Uri(new Uri("http://here" + path), file).AbsolutePath);
            Assert.True(part.IsSuccessStatusCode, file);
            Assert.NotEmpty(await part.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task Script_of_ReDoc_is_whole_and_asks_no_other_host_for_its_logo(string encoding)
    {
        await using var api = await LocalApi.Start(cluster);
        api.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd(encoding);
        using var answer = await api.Get("/redoc/redoc.standalone.js");
        Assert.Equal(encoding == "gzip" ? ["gzip"] : [], answer.Content.Headers.ContentEncoding);
        var bytes = await answer.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(
            encoding == "gzip"
                ? new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionMode.Decompress)
                : bytes
        );
        var script = await reader.ReadToEndAsync();
        Assert.Contains("page/icon.svg", script, StringComparison.Ordinal);
        Assert.DoesNotContain("https://cdn.redoc.ly/redoc/logo", script, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Links();
}
