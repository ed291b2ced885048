using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Chat;

/// <summary>The chat endpoint that the settings name.</summary>
internal sealed record ModelEndpoint(Uri BaseUrl, string? Key, string Model)
{
    private const string OpenRouterKey = "OPENROUTER_API_KEY",
        GenericKey = "LLM_API_KEY",
        UrlVariable = "LLM_BASE_URL",
        ModelVariable = "LLM_MODEL";
    private static readonly Uri OpenRouter = new("https://openrouter.ai/api/v1"),
        OpenAI = new("https://api.openai.com/v1");

    /// <summary>Null if neither a key nor a URL is set.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static ModelEndpoint? From(IConfiguration configuration)
    {
        var (openRouter, generic) = (ReadKey(configuration, OpenRouterKey), ReadKey(configuration, GenericKey));
        var url = ReadSetting(configuration, UrlVariable) is { } text ? Parse(text) : null;
        if (openRouter is null && generic is null && url is null)
            return null;

        // A key must only reach its own provider. A custom URL may be meant for either key.
        var atOpenRouter = url is null
            ? openRouter is not null
            : url.Host == OpenRouter.Host || generic is null && openRouter is not null;
        var model = ReadSetting(configuration, ModelVariable)
            ?? (atOpenRouter ? "openai/gpt-4.1-mini" : "gpt-4.1-mini");
        return new(url ?? (atOpenRouter ? OpenRouter : OpenAI), atOpenRouter ? openRouter ?? generic : generic, model);
    }

    // The ToString of a record would print the key.
    public override string ToString() => $"{Model} at {BaseUrl}";

    private static Uri Parse(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            ? throw new SettingException(UrlVariable, "is not an http or https URL")
        : url.UserInfo.Length > 0
            ? throw new SettingException(UrlVariable, $"must not hold credentials; a key belongs in {GenericKey}")
        : url.Query.Length > 0 || url.Fragment.Length > 0
            ? throw new SettingException(UrlVariable, "must not have a query or fragment")
        : url;

    private static string? ReadKey(IConfiguration configuration, string variable) =>
        ReadSetting(configuration, variable) switch
        {
            { } key when key.AsSpan().ContainsAnyExceptInRange('!', '~') => throw new SettingException(
                variable,
                "has characters that no key has"
            ),
            var key => key,
        };

    private static string? ReadSetting(IConfiguration configuration, string variable) =>
        string.IsNullOrWhiteSpace(configuration[variable]) ? null : configuration[variable]!.Trim();
}
