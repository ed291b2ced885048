using Microsoft.AspNetCore.Cors.Infrastructure;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Web;

/// <summary><c>CORS_ORIGINS</c>: the web sites whose pages may call the Api.</summary>
internal sealed class CorsOrigins(IReadOnlyCollection<string> origins)
{
    private const string Variable = "CORS_ORIGINS";
    private static readonly TimeSpan PreflightMaxAge = TimeSpan.FromMinutes(10);

    /// <exception cref="SettingException">A value is not an origin.</exception>
    public static CorsOrigins From(IConfiguration configuration)
    {
        if (configuration[Variable] is not { Length: > 0 } text)
            return new(["http://localhost:3000", "http://localhost:5173"]);
        return new([
            .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Origin),
        ]);
    }

    public bool Allows(string origin) => origins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    public void Apply(CorsPolicyBuilder policy) =>
        policy
            .WithOrigins([.. origins])
            .WithMethods("GET", "POST", "PUT", "DELETE")
            .WithHeaders("authorization", "content-type")
            .WithExposedHeaders("retry-after", "www-authenticate", "content-disposition")
            .AllowCredentials()
            .SetPreflightMaxAge(PreflightMaxAge);

    private static string Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is ("http" or "https")
        && url.PathAndQuery == "/"
        && url.UserInfo.Length == 0
            ? url.GetLeftPart(UriPartial.Authority)
            : throw new SettingException(
                Variable,
                "is not a comma-separated list of origins like https://app.example.org"
            );
}
