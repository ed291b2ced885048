using Microsoft.Extensions.Time.Testing;

namespace YudaiV3.Issues;

public sealed class PreviewCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PreviewCache _cache;

    public PreviewCacheTests() => _cache = new PreviewCache(_time);

    [Fact]
    public void Find_ignores_whether_the_issue_is_created()
    {
        var preview = new IssuePreview { Title = "shown" };
        _cache.Put(new PreviewRequest { Title = "t" }, preview);
        Assert.Same(
            preview,
            _cache.Find(
                new PreviewRequest
                {
                    Title = "t",
                    Make = true,
                    RequestId = "r",
                }
            )
        );
        Assert.Null(_cache.Find(new PreviewRequest { Title = "other" }));
    }

    [Fact]
    public void Find_returns_the_newest_preview_and_none_after_half_an_hour()
    {
        var request = new PreviewRequest { Title = "t" };
        _cache.Put(request, new IssuePreview { Title = "first" });
        _cache.Put(request, new IssuePreview { Title = "second" });
        Assert.Equal("second", _cache.Find(request)!.Title);
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(_cache.Find(request));
    }

    [Fact]
    public void Put_keeps_four_previews()
    {
        for (var number = 0; number < 5; number++)
            _cache.Put(new PreviewRequest { Title = $"{number}" }, new IssuePreview());
        Assert.Null(_cache.Find(new PreviewRequest { Title = "0" }));
        Assert.NotNull(_cache.Find(new PreviewRequest { Title = "1" }));
    }
}
