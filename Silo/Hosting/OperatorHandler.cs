using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace YudaiV3.Silo.Hosting;

/// <summary>
/// Knows an operator by the token, sent as <c>Bearer</c>, or as the password of <c>Basic</c>, which a browser asks for.
/// </summary>
internal sealed class OperatorHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    OperatorToken token
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Operator";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(
            Offered() switch
            {
                null => AuthenticateResult.NoResult(),
                var offered when token.Is(offered) => AuthenticateResult.Success(
                    new(new(new ClaimsIdentity(Name)), Name)
                ),
                _ => AuthenticateResult.Fail("The operator's token is another."),
            }
        );

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Basic realm=\"dashboard\", charset=\"UTF-8\"";
        return Task.CompletedTask;
    }

    private string? Offered()
    {
        if (
            !AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            || header.Parameter is not { } parameter
        )
            return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return parameter;
        return header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? Password(parameter) : null;
    }

    private static string? Password(string parameter)
    {
        var bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length))
            return null;
        var login = Encoding.UTF8.GetString(bytes, 0, length);
        return login[(login.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
