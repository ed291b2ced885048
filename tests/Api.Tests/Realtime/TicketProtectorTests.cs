using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using YudaiV3.Api.Auth;

namespace YudaiV3.Api.Realtime;

public sealed class TicketProtectorTests
{
    private readonly TicketProtector _tickets = Create(new('k', 40));

    [Fact]
    public void Unprotect_returns_what_was_protected() =>
        Assert.Equal(new ProtectedTicket(7, "se.cret"), _tickets.Unprotect(_tickets.Protect(7, "s", "se.cret"), "s"));

    [Fact]
    public void Unprotect_for_another_session_is_null() =>
        Assert.Null(_tickets.Unprotect(_tickets.Protect(7, "s", "secret"), "other"));

    [Fact]
    public void Unprotect_for_another_user_is_null() =>
        Assert.Null(_tickets.Unprotect("8" + _tickets.Protect(7, "s", "secret")[1..], "s"));

    [Fact]
    public void Unprotect_with_the_previous_key_works_and_with_an_unknown_key_is_null()
    {
        var ticket = _tickets.Protect(7, "s", "secret");
        Assert.NotNull(Create(new('n', 40), previous: new('k', 40)).Unprotect(ticket, "s"));
        Assert.Null(Create(new('n', 40)).Unprotect(ticket, "s"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("7.secret")]
    [InlineData("x.secret.AAAA")]
    [InlineData("7.secret.!")]
    public void Unprotect_of_a_malformed_ticket_is_null(string ticket) => Assert.Null(_tickets.Unprotect(ticket, "s"));

    private static TicketProtector Create(string secret, string? previous = null) =>
        new(
            JwtKeys.From(
                new ConfigurationBuilder()
                    .AddInMemoryCollection([new("JWT_SECRET", secret), new("JWT_SECRET_PREVIOUS", previous)])
                    .Build(),
                new HostingEnvironment { EnvironmentName = "Production" }
            )
        );
}
