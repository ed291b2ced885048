using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>
/// Pages of messages as this node sent them last, written out. Every read still asks the session, which says in a few bytes that nothing has happened since, or gives the page anew; so nothing
/// stale is ever shown, and a page that is read again costs neither its messages nor their JSON.
/// </summary>
internal sealed class RememberedPages(IGrainFactory grains) : IDisposable
{
    private const long MostBytes = 32 * 1024 * 1024;

    /// <summary>What an entry takes beside its text.</summary>
    private const int Around = 512;
    private static readonly TimeSpan UnusedFor = TimeSpan.FromMinutes(2);

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>Null where there is no such session.</summary>
    public async Task<JsonBytes?> Read(long userId, string sessionId, MessagePage page)
    {
        var key = (userId, sessionId, page);
        var known = _pages.Get<Remembered>(key);
        if (await grains.ChatSession(userId, sessionId).Page(page, known?.Seq ?? -1) is not { } read)
            return null;
        if (read.Messages is not { } messages)
            return known!.Text;
        var text = new JsonBytes(JsonSerializer.SerializeToUtf8Bytes(new MessageList(messages), ApiJson.TypeInfo<MessageList>()));
        _pages.Set(key, new Remembered(read.Seq, text), new MemoryCacheEntryOptions { Size = text.Bytes.Length + Around, SlidingExpiration = UnusedFor });
        return text;
    }

    public void Dispose() => _pages.Dispose();

    private sealed record Remembered(long Seq, JsonBytes Text);
}
