using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace YudaiV3.Issues;

/// <summary>
/// The last previews of a user: an issue that is made of one gets the text that was shown. Used by one grain only.
/// </summary>
internal sealed class PreviewCache(TimeProvider time)
{
    private const int MaxEntries = 4;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private ImmutableArray<(string Key, DateTimeOffset At, IssuePreview Preview)> _last = [];

    public IssuePreview? Find(PreviewRequest request)
    {
        var (key, now) = (Key(request), time.GetUtcNow());
        return _last.LastOrDefault(one => one.Key == key && now - one.At < Lifetime).Preview;
    }

    public void Put(PreviewRequest request, IssuePreview preview) =>
        _last = [.. _last.TakeLast(MaxEntries - 1), (Key(request), time.GetUtcNow(), preview)];

    private static string Key(PreviewRequest request) =>
        Convert.ToHexString(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request with { Make = false, RequestId = "" }))
        );
}
