using Microsoft.AspNetCore.Http;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Tests.Web;

public sealed class AcceptHeaderTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData("text/html", true)]
    [InlineData("text/html;q=0", false)]
    [InlineData("text/html,application/json", true)]
    [InlineData("application/json,text/html", false)]
    [InlineData("application/json;q=0.8,text/html;q=0.9", true)]
    public void PrefersHtml_follows_quality_and_order(string accept, bool prefersHtml)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Accept = accept;
        Assert.Equal(prefersHtml, AcceptHeader.PrefersHtml(context.Request));
    }
}
