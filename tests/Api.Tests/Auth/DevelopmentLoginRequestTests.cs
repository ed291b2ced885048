using System.Net;
using Microsoft.AspNetCore.Http;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Web;

namespace YudaiV3.Api.Tests.Auth;

public sealed class DevelopmentLoginRequestTests
{
    [Theory]
    [InlineData("ada", true)]
    [InlineData("ada-lovelace_corp", true)]
    [InlineData("-ada", false)]
    [InlineData("ada-", false)]
    [InlineData("ada--lovelace", false)]
    [InlineData("ada lovelace", false)]
    public void Check_follows_the_rules_of_GitHub_names(string name, bool isValid)
    {
        var errors = new ValidationErrors();
        new DevelopmentLoginRequest { Username = name }.Check(errors);
        Assert.Equal(isValid, Record.Exception(errors.ThrowIfAny) is null);
    }

    [Theory]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("::1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "127.0.0.1, 192.0.2.1", false)]
    [InlineData("192.0.2.1", null, false)]
    public void IsLocal_needs_loopback_at_every_hop(string address, string? forwardedFor, bool isLocal)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Host = new HostString("localhost", 8000);
        if (forwardedFor is not null)
            context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        Assert.Equal(isLocal, DevelopmentLoginRequest.IsLocal(context));
    }

    [Theory]
    [InlineData("localhost:8000", true)]
    [InlineData("127.0.0.1:8000", true)]
    [InlineData("[::1]:8000", true)]
    [InlineData("rebound.example:8000", false)]
    [InlineData("127.0.0.1.example:8000", false)]
    [InlineData("192.0.2.1:8000", false)]
    [InlineData("", false)]
    public void IsLocal_needs_a_name_of_this_machine(string host, bool isLocal)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Host = new HostString(host);
        Assert.Equal(isLocal, DevelopmentLoginRequest.IsLocal(context));
    }
}
