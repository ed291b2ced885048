using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace YudaiV3.Issues;

/// <summary>
/// The last previews of a user. An issue that is created from a preview has the text of the preview. Used by one grain
/// only.
/// </summary>
internal sealed class PreviewCache(TimeProvider time)
{
    private const int MaxEntries = 4;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private ImmutableArray<(string Key, DateTimeOffset At, IssuePreview Preview)> _entries = [];

    public IssuePreview? Find(PreviewRequest request)
    {
        var (key, now) = (Key(request), time.GetUtcNow());
        return _entries.LastOrDefault(entry => entry.Key == key && now - entry.At < Lifetime).Preview;
    }

    public void Put(PreviewRequest request, IssuePreview preview) =>
        _entries = [.. _entries.TakeLast(MaxEntries - 1), (Key(request), time.GetUtcNow(), preview)];

    private static string Key(PreviewRequest request) =>
        Convert.ToHexString(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request with { Make = false, RequestId = "" }))
        );
}
