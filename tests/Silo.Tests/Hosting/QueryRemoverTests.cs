using System.Diagnostics;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Tests.Hosting;

public sealed class QueryRemoverTests
{
    [Fact]
    public void OnEnd_takes_every_query_out_and_leaves_the_rest()
    {
        using var activity = new Activity("GET");
        activity
            .SetTag("url.query", "?token=canary")
            .SetTag("url.full", "http://h/ws?token=canary")
            .SetTag("http.target", "/ws")
            .SetTag("url.path", "/ws");
        using var remover = new UrlQueryRedactor();
        remover.OnEnd(activity);
        Assert.DoesNotContain(activity.TagObjects, tag =>
            tag.Value?.ToString()?.Contains("canary", StringComparison.Ordinal) == true
        );
        Assert.Equal(
            ("http://h/ws", "/ws", "/ws"),
            (activity.GetTagItem("url.full"), activity.GetTagItem("http.target"), activity.GetTagItem("url.path"))
        );
    }
}
