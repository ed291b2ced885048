namespace YudaiV3.Issues;

public sealed class IssueCacheTests
{
    [Fact]
    public void Put_beyond_the_limit_keeps_the_newest()
    {
        var cache = new IssueCache(10_000);
        for (var place = 0; place < 100; place++)
            cache.Put(place, new UserIssue { IssueTextRaw = new string('x', 800) });
        Assert.Equal(10, Enumerable.Range(0, 100).Count(place => cache.Find(place) is not null));
        Assert.NotNull(cache.Find(99));
        cache.Put(100, new UserIssue { IssueTextRaw = new string('x', 5_000) });
        Assert.Null(cache.Find(100));
        cache.PutOlder(99, new UserIssue { Title = "older" });
        Assert.Equal("", cache.Find(99)!.Title);
        cache.Put(99, new UserIssue { Title = "newer" });
        Assert.Equal("newer", cache.Find(99)!.Title);
    }
}
