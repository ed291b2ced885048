using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Chat;

/// <summary>The chat endpoint that the environment names.</summary>
internal sealed record ModelEndpoint(Uri BaseUrl, string? Key, string Model)
{
    private const string OpenRouterKey = "OPENROUTER_API_KEY",
        OtherKey = "LLM_API_KEY",
        Url = "LLM_BASE_URL",
        Name = "LLM_MODEL";
    private static readonly Uri OpenRouter = new("https://openrouter.ai/api/v1"),
        OpenAI = new("https://api.openai.com/v1");

    /// <summary>Null where neither a key nor a URL is set.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static ModelEndpoint? From(IConfiguration configuration)
    {
        var (openRouter, other) = (Checked(configuration, OpenRouterKey), Checked(configuration, OtherKey));
        var url = Setting(configuration, Url) is { } text ? Parse(text) : null;
        if (openRouter is null && other is null && url is null)
            return null;

        // A key goes where it was made for: only a URL of one's own may be meant for either.
        var atOpenRouter = url is null
            ? openRouter is not null
            : url.Host == OpenRouter.Host || other is null && openRouter is not null;
        var model = Setting(configuration, Name) ?? (atOpenRouter ? "openai/gpt-4.1-mini" : "gpt-4.1-mini");
        return new(url ?? (atOpenRouter ? OpenRouter : OpenAI), atOpenRouter ? openRouter ?? other : other, model);
    }

    // A record would print its key.
    public override string ToString() => $"{Model} at {BaseUrl}";

    private static Uri Parse(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            ? throw new SettingException(Url, "is not an http or https URL")
        : url.UserInfo.Length > 0
            ? throw new SettingException(Url, $"must not hold credentials; a key belongs in {OtherKey}")
        : url.Query.Length > 0 || url.Fragment.Length > 0
            ? throw new SettingException(Url, "must not have a query or fragment")
        : url;

    private static string? Checked(IConfiguration configuration, string variable) =>
        Setting(configuration, variable) switch
        {
            { } key when key.AsSpan().ContainsAnyExceptInRange('!', '~') => throw new SettingException(
                variable,
                "has characters that no key has"
            ),
            var key => key,
        };

    private static string? Setting(IConfiguration configuration, string variable) =>
        string.IsNullOrWhiteSpace(configuration[variable]) ? null : configuration[variable]!.Trim();
}
