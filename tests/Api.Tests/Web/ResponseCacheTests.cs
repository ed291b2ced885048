using YudaiV3.Api.Web;

namespace YudaiV3.Api.Tests.Web;

public sealed class ResponseCacheTests
{
    private static readonly JsonBytesResult First = JsonBytesResult.From(1);
    private static readonly JsonBytesResult Second = JsonBytesResult.From(2);

    [Fact]
    public async Task Read_unchanged_version_returns_the_kept_response()
    {
        using var cache = new ResponseCache();
        Assert.Same(First, await cache.Read("key", -1L, version => Changed(version, -1, 7, First)));
        Assert.Same(First, await cache.Read("key", -1L, Unchanged));
        Assert.Same(Second, await cache.Read("key", -1L, version => Changed(version, 7, 8, Second)));
        Assert.Same(Second, await cache.Read("key", -1L, _ => Task.FromResult((8L, (JsonBytesResult?)null))));
    }

    [Fact]
    public async Task Read_another_key_starts_without_a_version()
    {
        using var cache = new ResponseCache();
        await cache.Read("key", -1L, version => Changed(version, -1, 7, First));
        Assert.Same(Second, await cache.Read("other", -1L, version => Changed(version, -1, 7, Second)));
    }

    private static Task<(long, JsonBytesResult?)> Unchanged(long version) =>
        Task.FromResult((version, (JsonBytesResult?)null));

    private static Task<(long, JsonBytesResult?)> Changed(long version, long expected, long next, JsonBytesResult to)
    {
        Assert.Equal(expected, version);
        return Task.FromResult((next, (JsonBytesResult?)to));
    }
}
