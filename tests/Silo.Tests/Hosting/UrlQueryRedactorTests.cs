using System.Diagnostics;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Tests.Hosting;

public sealed class UrlQueryRedactorTests
{
    [Fact]
    public void OnEnd_removes_every_query_and_keeps_the_rest()
    {
        using var activity = new Activity("GET");
        activity
            .SetTag("url.query", "?token=canary")
            .SetTag("url.full", "http://h/ws?token=canary")
            .SetTag("http.target", "/ws")
            .SetTag("url.path", "/ws");
        using var redactor = new UrlQueryRedactor();
        redactor.OnEnd(activity);
        Assert.DoesNotContain(activity.TagObjects, tag =>
            tag.Value?.ToString()?.Contains("canary", StringComparison.Ordinal) == true
        );
        Assert.Equal(
            ("http://h/ws", "/ws", "/ws"),
            (activity.GetTagItem("url.full"), activity.GetTagItem("http.target"), activity.GetTagItem("url.path"))
        );
    }
}
