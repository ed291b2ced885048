using Microsoft.Playwright;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Page.Tests.Markdown;

/// <summary>The page's Markdown module in the browser, under the page's own Content-Security-Policy.</summary>
internal sealed class MarkdownPage : IAsyncDisposable
{
    private readonly ModelServer _model;
    private readonly Cluster _cluster;
    private readonly Browser _browser;
    private readonly string _canonical;

    private MarkdownPage(ModelServer model, Cluster cluster, Browser browser, string canonical) =>
        (_model, _cluster, _browser, _canonical) = (model, cluster, browser, canonical);

    public IPage Page => _browser.Page;

    public IEnumerable<string> ConsoleErrors => _browser.ConsoleErrors;

    public static async Task<MarkdownPage> Open()
    {
        var canonical = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Markdown", "canonical.js"));
        var model = await ModelServer.Start();
        var cluster = await Nodes.Start(model);
        return new(model, cluster, await Browser.Open(cluster.Apis[0].Url), canonical);
    }

    /// <summary>Each text as the page shows it, in the form of <c>canonical.js</c>.</summary>
    public Task<string[]> Show(IEnumerable<string> texts) => Write(Page, texts, isExpected: false);

    /// <summary>Each piece of HTML in the same form, read by a page that has no policy against it.</summary>
    public async Task<string[]> Expect(IEnumerable<string> html)
    {
        var page = await Page.Context.Browser!.NewPageAsync();
        try
        {
            return await Write(page, html, isExpected: true);
        }
        finally
        {
            await page.CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _cluster.DisposeAsync();
        await _model.DisposeAsync();
    }

    private Task<string[]> Write(IPage page, IEnumerable<string> texts, bool isExpected) =>
        page.EvaluateAsync<string[]>(_canonical.TrimEnd().TrimEnd(';'), new { texts = texts.ToArray(), isExpected });
}
