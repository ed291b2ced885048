using Microsoft.AspNetCore.Http.Extensions;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Auth;

/// <summary>
/// <c>FRONTEND_URL</c>: where a browser is sent after a login that began in it; unset, the Api's own page. What came of
/// the login is in the fragment, which no server sees.
/// </summary>
internal sealed record FrontendUrl(string? Url)
{
    private const string Variable = "FRONTEND_URL";

    /// <exception cref="SettingException">It is no web address.</exception>
    public static FrontendUrl From(IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration[Variable]) ? new((string?)null)
        : Uri.TryCreate(configuration[Variable]!.Trim(), UriKind.Absolute, out var url)
        && url.Scheme is ("http" or "https")
        && url.UserInfo.Length == 0
        && url.Fragment.Length == 0
            ? new(url.AbsoluteUri)
        : throw new SettingException(Variable, "is not an http or https URL without credentials or fragment");

    public string After(SignInResponse login, HttpRequest request) =>
        Of(
            request,
            new QueryBuilder
            {
                { "access_token", login.AccessToken },
                { "token_type", login.TokenType },
                { "expires_in", login.ExpiresIn.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            }
        );

    public string After(SignInRefusedResponse refused, HttpRequest request) =>
        Of(request, new QueryBuilder { { "error", refused.Error } });

    private string Of(HttpRequest request, QueryBuilder values) =>
        $"{Url ?? request.PathBase + "/"}#{values.ToString().TrimStart('?')}";
}
