using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Web;

/// <summary><c>API_URL</c>: the address that the Api listens on.</summary>
internal static class ApiUrl
{
    private const string Variable = "API_URL";

    /// <exception cref="SettingException">The value is not an http or https URL without a path.</exception>
    public static string From(IConfiguration configuration)
    {
        if (configuration[Variable] is not { Length: > 0 } text)
            return "http://localhost:8000";
        return
            Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.Scheme is ("http" or "https")
            && url.PathAndQuery == "/"
            ? url.GetLeftPart(UriPartial.Authority)
            : throw new SettingException(Variable, "is not a URL like http://localhost:8000");
    }
}
