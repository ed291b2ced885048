using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using YudaiV3.Chat.Answering;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Chat;

public sealed class ModelEndpointTests
{
    [Theory]
    [InlineData("OPENROUTER_API_KEY=a", "https://openrouter.ai/api/v1", "a", "openai/gpt-4.1-mini")]
    [InlineData("LLM_API_KEY=b", "https://api.openai.com/v1", "b", "gpt-4.1-mini")]
    [InlineData("LLM_BASE_URL=http://localhost:11434/v1 LLM_MODEL=qwen", "http://localhost:11434/v1", null, "qwen")]
    [InlineData("LLM_BASE_URL=http://proxy/v1 OPENROUTER_API_KEY=a", "http://proxy/v1", "a", "openai/gpt-4.1-mini")]
    [InlineData(
        "LLM_BASE_URL=http://proxy/v1 OPENROUTER_API_KEY=a LLM_API_KEY=b",
        "http://proxy/v1",
        "b",
        "gpt-4.1-mini"
    )]
    [InlineData("OPENROUTER_API_KEY=a LLM_API_KEY=b LLM_MODEL=m", "https://openrouter.ai/api/v1", "a", "m")]
    public void From_finds_the_address_key_and_model(string settings, string url, string? key, string model)
    {
        var endpoint = ModelEndpoint.From(Configuration(settings))!;

        Assert.Equal((url, key, model), (endpoint.BaseUrl.ToString().TrimEnd('/'), endpoint.Key, endpoint.Model));
        Assert.DoesNotContain("Key", endpoint.ToString());
    }

    [Theory]
    [InlineData("LLM_BASE_URL=localhost:11434", "LLM_BASE_URL")]
    [InlineData("LLM_BASE_URL=ftp://host/v1", "LLM_BASE_URL")]
    [InlineData("LLM_BASE_URL=https://me:secret@host/v1", "LLM_BASE_URL")]
    [InlineData("LLM_BASE_URL=https://host/v1?key=secret", "LLM_BASE_URL")]
    [InlineData("LLM_API_KEY=sécret", "LLM_API_KEY")]
    public void From_when_a_setting_is_wrong_names_it_and_shows_no_secret(string settings, string variable)
    {
        var exception = Assert.Throws<SettingException>(() => ModelEndpoint.From(Configuration(settings)));

        Assert.Equal(variable, exception.Variable);
        Assert.DoesNotContain("cret", exception.Message);
    }

    [Theory]
    [InlineData("LLM_MODEL=m")]
    [InlineData("OPENROUTER_API_KEY= LLM_BASE_URL=")]
    public async Task AddChat_without_an_endpoint_answers_offline(string settings)
    {
        var configuration = Configuration(settings);
        await using var services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddLogging()
            .AddChat(configuration)
            .BuildServiceProvider();

        Assert.IsType<OfflineChatClient>(services.GetRequiredService<IChatClient>());
    }

    private static IConfiguration Configuration(string settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings
                    .Split(' ')
                    .Select(setting => setting.Split('=', 2))
                    .Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))
            )
            .Build();
}
