using Microsoft.Extensions.Caching.Memory;

namespace YudaiV3.Api.Web;

/// <summary>
/// Keeps the last serialized responses of this node. Every read still asks the grain, which returns either "unchanged"
/// or new content. So no response is stale, and a repeated read transfers and serializes nothing.
/// </summary>
internal sealed class ResponseCache : IDisposable
{
    private const long MaxBytes = 64 << 20;
    private const int MaxEntryBytes = 1 << 20;

    /// <summary>The size of an entry without its text, in bytes.</summary>
    private const int EntryOverhead = 512;
    private static readonly TimeSpan SlidingExpirationTime = TimeSpan.FromMinutes(2);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <param name="key">Identifies the response; it must contain the caller.</param>
    /// <param name="none">A version that no response has.</param>
    /// <param name="ask">
    /// Returns the current version and its response, or no response when the given version is current.
    /// </param>
    public async Task<JsonBytesResult> Read<TVersion>(
        object key,
        TVersion none,
        Func<TVersion, Task<(TVersion Version, JsonBytesResult? Response)>> ask
    )
    {
        var cached = _cache.Get<CachedResponse<TVersion>>(key);
        var (version, response) = await ask(cached is null ? none : cached.Version);
        if (response is null)
            return cached!.Response;
        if (response.Bytes.Length <= MaxEntryBytes)
            _cache.Set(
                key,
                new CachedResponse<TVersion>(version, response),
                new MemoryCacheEntryOptions
                {
                    Size = response.Bytes.Length + EntryOverhead,
                    SlidingExpiration = SlidingExpirationTime,
                }
            );
        return response;
    }

    public void Dispose() => _cache.Dispose();

    private sealed record CachedResponse<TVersion>(TVersion Version, JsonBytesResult Response);
}
