using System.Diagnostics;
using OpenTelemetry;

namespace YudaiV3.ServiceDefaults;

/// <summary>Removes the query from every URL of a trace.</summary>
public sealed class UrlQueryRedactor : BaseProcessor<Activity>
{
    private static readonly string[] Urls = ["url.full", "http.url", "http.target"];

    public override void OnEnd(Activity data)
    {
        data.SetTag("url.query", null);
        foreach (var tag in Urls)
            if (data.GetTagItem(tag) is string url && url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start)
                data.SetTag(tag, url[..start]);
    }
}
