using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace YudaiV3.Silo.Hosting;

/// <summary>
/// Authenticates an operator by the token, sent as <c>Bearer</c> or as the password of <c>Basic</c>, which a browser
/// asks for.
/// </summary>
internal sealed class OperatorHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    OperatorToken token
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Operator";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(
            ReadToken() switch
            {
                null => AuthenticateResult.NoResult(),
                var value when token.Matches(value) => AuthenticateResult.Success(
                    new(new(new ClaimsIdentity(SchemeName)), SchemeName)
                ),
                _ => AuthenticateResult.Fail("The operator token is wrong."),
            }
        );

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Basic realm=\"dashboard\", charset=\"UTF-8\"";
        return Task.CompletedTask;
    }

    private string? ReadToken()
    {
        if (
            !AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            || header.Parameter is not { } parameter
        )
            return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return parameter;
        return header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? ReadPassword(parameter) : null;
    }

    private static string? ReadPassword(string parameter)
    {
        var bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length))
            return null;
        var login = Encoding.UTF8.GetString(bytes, 0, length);
        return login[(login.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
