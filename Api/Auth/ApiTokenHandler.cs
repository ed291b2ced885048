using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace YudaiV3.Api.Auth;

/// <summary>Authenticates requests whose bearer is an API token.</summary>
internal sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiTokenReader tokens,
    RevocationCache revocations
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Bearer = "Bearer ";

    /// <summary>Whether the request brings an API token and not a JWT.</summary>
    public static bool Handles(HttpRequest request) => TokenOf(request) is not null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A wrong token must not fail a request to a public endpoint, nor cost it a call.
        if (
            TokenOf(Request) is not { } text
            || Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null
            || await tokens.Read(text, Context.Connection.RemoteIpAddress) is not { } identity
            || CurrentUser.From(identity) is not { } user
        )
            return AuthenticateResult.NoResult();
        return await revocations.HasEnded(user.UserId, user.Login)
            ? AuthenticateResult.Fail("The token was deleted.")
            : AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header
        && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && header.AsSpan(Bearer.Length).Trim() is var text
        && ApiTokenSecret.IsApiToken(text)
            ? text.ToString()
            : null;
}
