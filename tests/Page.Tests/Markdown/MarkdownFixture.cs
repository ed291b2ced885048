namespace YudaiV3.Page.Tests.Markdown;

/// <summary>One page for all tests of Markdown, which leave nothing in it. The first of them opens it.</summary>
public sealed class MarkdownFixture : IAsyncDisposable
{
    private readonly Lazy<Task<MarkdownPage>> _page = new(MarkdownPage.Open);

    internal Task<MarkdownPage> Open() => _page.Value;

    public async ValueTask DisposeAsync()
    {
        if (_page is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _page.Value).DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class MarkdownTestGroup : ICollectionFixture<MarkdownFixture>
{
    public const string Name = "Markdown";
}
