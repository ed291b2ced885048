using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>Lists of issues as they were sent last. The user's grain is asked each time whether a list is still the newest, and what has not changed is neither sent here nor written anew.</summary>
internal sealed class IssueLists(IGrainFactory grains, IOptions<JsonOptions> json) : IDisposable
{
    private const int MostBytes = 32 << 20, MostOfOne = 1 << 20;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _sent = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>The list as JSON.</summary>
    public async Task<byte[]> Of(long userId, IssueFilter filter)
    {
        var sent = _sent.Get<Sent>((userId, filter));
        var list = await grains.UserIssues(userId).List(filter, sent?.Version);
        if (list.Issues is not { } issues)
            return sent!.Json;
        var text = JsonSerializer.SerializeToUtf8Bytes(issues, json.Value.SerializerOptions);
        if (text.Length <= MostOfOne)
            _sent.Set((userId, filter), new Sent(list.Version, text), new MemoryCacheEntryOptions { Size = text.Length, SlidingExpiration = KeptFor });
        return text;
    }

    public void Dispose() => _sent.Dispose();

    private sealed record Sent(string Version, byte[] Json);
}
