using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Auth;

/// <summary>
/// <c>FRONTEND_URL</c>: where a browser goes after a login; unset, the Api's own page. The fragment holds the result of
/// the login, because no server sees a fragment.
/// </summary>
internal sealed record FrontendUrl(string? Url)
{
    private const string Variable = "FRONTEND_URL";

    /// <exception cref="SettingException">The value is not an http or https URL.</exception>
    public static FrontendUrl From(IConfiguration configuration) =>
        string.IsNullOrWhiteSpace(configuration[Variable]) ? new((string?)null)
        : Uri.TryCreate(configuration[Variable]!.Trim(), UriKind.Absolute, out var url)
        && url.Scheme is ("http" or "https")
        && url.UserInfo.Length == 0
        && url.Fragment.Length == 0
            ? new(url.AbsoluteUri)
        : throw new SettingException(Variable, "is not an http or https URL without credentials or fragment");

    /// <param name="nonce">That of the page that began the login; null without one.</param>
    public string After(SignInResponse login, string? nonce, HttpRequest request)
    {
        var values = new QueryBuilder
        {
            { "access_token", login.AccessToken },
            { "token_type", login.TokenType },
            { "expires_in", login.ExpiresIn.ToString(CultureInfo.InvariantCulture) },
        };
        if (nonce is not null)
            values.Add("nonce", nonce);
        return Create(request, values);
    }

    public string After(SignInRefusedResponse refused, HttpRequest request) =>
        Create(request, new QueryBuilder { { "error", refused.Error } });

    private string Create(HttpRequest request, QueryBuilder values) =>
        $"{Url ?? request.PathBase + "/"}#{values.ToString().TrimStart('?')}";
}
