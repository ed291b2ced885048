using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace YudaiV3.Api.Tests;

/// <summary>
/// A whole Api on a free port of this machine, with the real web server; its grains are the test cluster's.
/// </summary>
internal sealed class LocalApi : IAsyncDisposable
{
    public const string Secret = "a secret of thirty-two bytes, just for tests";

    private readonly WebApplication _app;

    private LocalApi(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Http { get; }
    public IServiceProvider Services => _app.Services;

    /// <param name="settings">As <c>NAME=value</c>.</param>
    public static async Task<LocalApi> Start(GrainCluster cluster, params string[] settings)
    {
        string[] standard =
        [
            "--environment=Development",
            "--API_URL=http://127.0.0.1:0",
            $"--JWT_SECRET={Secret}",
            "--DATABASE_URL=postgresql://nobody@127.0.0.1:1/none",
            "--RATE_LIMIT_SIGN_IN=0",
            "--GITHUB_CLIENT_ID=",
            "--Logging:LogLevel:Default=None",
        ];
        var app = Program.Compose([.. standard, .. settings.Select(setting => $"--{setting}")], builder =>
            builder.Services.AddSingleton<IGrainFactory>(cluster.Client).AddSingleton(cluster.Client)
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    /// <summary>Signs in and keeps the bearer for all further requests.</summary>
    public async Task<JsonElement> SignIn(string username)
    {
        var answer = await Post("/auth/dev-login", $$"""{"username":"{{username}}"}""");
        var login = await answer.Json();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            login.GetProperty("access_token").GetString()
        );
        return login;
    }

    public Task<HttpResponseMessage> Get(string path) => Send(HttpMethod.Get, path);

    public Task<HttpResponseMessage> Post(string path, string body, string contentType = "application/json") =>
        Send(HttpMethod.Post, path, body, contentType);

    public Task<HttpResponseMessage> Put(string path, string body, string contentType = "application/json") =>
        Send(HttpMethod.Put, path, body, contentType);

    public Task<HttpResponseMessage> Send(
        HttpMethod method,
        string path,
        string? body = null,
        string contentType = "application/json"
    )
    {
        // As it stands: the client would otherwise take dots for steps.
        var request = new HttpRequestMessage(
            method,
            new Uri(
                Http.BaseAddress!.OriginalString.TrimEnd('/') + path,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
        return Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>What tests ask of an answer.</summary>
internal static class Answer
{
    public static async Task<JsonElement> Json(this HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The body of a 200; undefined for any other answer.</summary>
    public static async Task<JsonElement> ContentOrNull(this HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode ? await answer.Json() : default;

    /// <summary>The body, after making sure that it is a well-formed problem with that status.</summary>
    public static async Task<JsonElement> IsProblem(this HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        foreach (var inside in (string[])["   at ", "Exception", "System.", "YudaiV3.", "Orleans", "/src/"])
            Assert.DoesNotContain(inside, text, StringComparison.Ordinal);
        return problem;
    }
}
