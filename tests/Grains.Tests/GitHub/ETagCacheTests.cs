namespace YudaiV3.GitHub;

public sealed class ETagCacheTests
{
    private static readonly CallerKey One = new(1, "one"),
        Two = new(2, "one");

    [Fact]
    public void Find_returns_only_responses_of_the_same_caller()
    {
        var cache = new ETagCache(100);
        cache.Put(One, "details", Response("one", weight: 10));
        Assert.Equal("one", cache.Find<string>(One, "details")!.Value);
        Assert.Null(cache.Find<string>(Two, "details"));
        Assert.Null(cache.Find<string>(One with { LoginId = "two" }, "details"));
        Assert.Null(cache.Find<string>(One, "branches"));
    }

    [Fact]
    public void Put_beyond_the_limit_evicts_the_least_recently_used()
    {
        var cache = new ETagCache(100);
        cache.Put(One, "a", Response("a", weight: 40));
        cache.Put(One, "b", Response("b", weight: 40));
        cache.Find<string>(One, "a");
        cache.Put(One, "c", Response("c", weight: 40));
        Assert.NotNull(cache.Find<string>(One, "a"));
        Assert.Null(cache.Find<string>(One, "b"));
        Assert.Equal(80, cache.Weight);
    }

    [Fact]
    public void Put_of_a_response_that_cannot_be_kept_removes_the_old_one()
    {
        var cache = new ETagCache(100);
        cache.Put(One, "a", Response("a", weight: 10));
        cache.Put(One, "a", Response("b", weight: 101));
        Assert.Null(cache.Find<string>(One, "a"));
        cache.Put(One, "a", Response("c", weight: 10) with { ETag = null });
        Assert.Null(cache.Find<string>(One, "a"));
        Assert.Equal(0, cache.Weight);
    }

    private static GitHubResponse<string> Response(string value, long weight) =>
        new(value, Unchanged: false, ETag: "etag", More: false, weight, Spent: null);
}
