using Microsoft.Extensions.Caching.Memory;

namespace YudaiV3.Api.Web;

/// <summary>
/// Answers as this node sent them last, written out. Every read still asks the grain, which says in a few bytes that
/// nothing has happened since, or gives the answer anew; so nothing
/// stale is ever shown, and what is read again costs neither the call its content nor the node its JSON.
/// </summary>
internal sealed class ResponseCache : IDisposable
{
    private const long MaxBytes = 64 << 20;
    private const int MaxEntryBytes = 1 << 20;

    /// <summary>What an entry takes beside its text.</summary>
    private const int Around = 512;
    private static readonly TimeSpan UnusedFor = TimeSpan.FromMinutes(2);

    private readonly MemoryCache _sent = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    /// <param name="key">Who asks for what; part of it is the caller.</param>
    /// <param name="none">The version that nothing has.</param>
    /// <param name="ask">Asks for the newest version and its answer, which is left out where it is the version that it
    /// is given.</param>
    public async Task<JsonBytesResult> Read<TVersion>(
        object key,
        TVersion none,
        Func<TVersion, Task<(TVersion Version, JsonBytesResult? Answer)>> ask
    )
    {
        var known = _sent.Get<CachedResponse<TVersion>>(key);
        var (version, answer) = await ask(known is null ? none : known.Version);
        if (answer is null)
            return known!.Answer;
        if (answer.Bytes.Length <= MaxEntryBytes)
            _sent.Set(
                key,
                new CachedResponse<TVersion>(version, answer),
                new MemoryCacheEntryOptions { Size = answer.Bytes.Length + Around, SlidingExpiration = UnusedFor }
            );
        return answer;
    }

    public void Dispose() => _sent.Dispose();

    private sealed record CachedResponse<TVersion>(TVersion Version, JsonBytesResult Answer);
}
