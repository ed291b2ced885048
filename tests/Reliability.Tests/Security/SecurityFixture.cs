using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Security;

/// <summary>
/// A cluster with secrets that are known, one person who owns one of everything, and another who owns nothing.
/// </summary>
public sealed class SecurityFixture : IAsyncLifetime
{
    /// <summary>Is in everything that the owner has said or made.</summary>
    public const string Private = "canary-private-text";

    private const string ClientSecret = "canary-client-secret-0123456789",
        SecretKey = "canary-secret-key-0123456789-0123456789",
        ModelKey = "canary-model-key-0123456789";

    public GitHubServer GitHub { get; private set; } = null!;
    public ModelServer Model { get; private set; } = null!;
    public Cluster Cluster { get; private set; } = null!;
    public HttpClient Owner { get; private set; } = null!;
    public HttpClient Stranger { get; private set; } = null!;
    public FakeRepository Repository { get; private set; } = null!;

    /// <summary>What the owner has, by the names that routes give it, and the same of things that nobody has.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; private set; } = null!;
    public IReadOnlyDictionary<string, string> NoIds { get; private set; } = null!;

    public Uri Node => Cluster.Apis[0].Url;

    /// <summary>What must be nowhere in the clear.</summary>
    public List<string> Secrets { get; } = [Cluster.Secret, ClientSecret, SecretKey, ModelKey];

    public async ValueTask InitializeAsync()
    {
        GitHub = await GitHubServer.Start();
        Model = await ModelServer.Start();
        Cluster = await Cluster.Start(
            1,
            1,
            new Dictionary<string, string>
            {
                ["GITHUB_WEB_URL"] = GitHub.Web.AbsoluteUri,
                ["GITHUB_API_URL"] = GitHub.Api.AbsoluteUri,
                ["GITHUB_CLIENT_ID"] = "the-app",
                ["GITHUB_CLIENT_SECRET"] = ClientSecret,
                ["GITHUB_REDIRECT_URI"] = "http://localhost:3000/back",
                ["SECRET_KEY"] = SecretKey,
                ["LLM_BASE_URL"] = Model.BaseUrl,
                ["LLM_API_KEY"] = ModelKey,
                ["LLM_MODEL"] = "fake",
            }
        );
        var mona = GitHub.People.Add("mona", "Mona Lisa");
        Repository = GitHub.Repositories.Add(mona, "lisa", isPrivate: true);
        Repository.Commit("first");
        Repository.Files["README.md"] = Private;
        Repository.AddIssue(Private);
        Owner = await SignIn(mona);
        Stranger = await SignIn(GitHub.People.Add("eve"));
        await Furnish();
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        Stranger.Dispose();
        await Logs.Keep("security", Cluster);
        await Cluster.DisposeAsync();
        await Model.DisposeAsync();
        await GitHub.DisposeAsync();
    }

    /// <summary>A client of somebody who signs in with a token of GitHub's.</summary>
    public async Task<HttpClient> SignIn(GitHubPerson person)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = Node,
            Timeout = TimeSpan.FromSeconds(60),
        };
        var token = GitHub.People.NewToken(person);
        using var answer = await client.PostAsJsonAsync("/auth/token", new { github_token = token });
        answer.EnsureSuccessStatusCode();
        var jwt = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        Secrets.AddRange([token, jwt]);
        client.DefaultRequestHeaders.Authorization = new("Bearer", jwt);
        return client;
    }

    /// <summary>Any request, with a body that has everything that any route may want.</summary>
    public async Task<(HttpStatusCode Status, string Text, HttpResponseHeaders Headers)> Knock(
        string method,
        string path,
        string? token
    )
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = Node,
            Timeout = TimeSpan.FromSeconds(60),
        };
        using var request = new HttpRequestMessage(new(method), path);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (method is not ("GET" or "HEAD"))
            request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers);
    }

    private string Body =>
        JsonSerializer.Serialize(
            new
            {
                title = "t",
                description = "d",
                content = "c",
                source = "manual",
                status = "processing",
                priority = "low",
                repo_owner = "mona",
                repo_name = "lisa",
                repo_url = "mona/lisa",
                username = "eve",
                github_token = "no-token",
                conversation_id = "a-talk-of-mine",
                message = new { content = "hello" },
                context_cards = new[] { Ids["card_id"] },
                context_card_id = Ids["card_id"],
                chat_messages = Array.Empty<object>(),
                file_context = Array.Empty<object>(),
                repository_info = new { owner = "mona", name = "lisa" },
            }
        );

    /// <summary>Makes one of everything.</summary>
    private async Task Furnish()
    {
        async Task<JsonElement> Post(string path, object body)
        {
            using var answer = await Owner.PostAsJsonAsync(path, body);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
            return JsonDocument.Parse(text).RootElement;
        }
        static string Text(JsonElement of, string name) => of.GetProperty(name).ToString();

        const string session = "the-owners-talk";
        var asked = await Post(
            "/daifu/chat/daifu",
            new
            {
                session_id = session,
                message = new { content = Private },
                repo_owner = "mona",
                repo_name = "lisa",
            }
        );
        var card = await Post(
            $"/daifu/sessions/{session}/context-cards",
            new
            {
                title = Private,
                content = Private,
                source = "manual",
            }
        );
        var issue = await Post(
            "/issues/",
            new
            {
                title = Private,
                repo_owner = "mona",
                repo_name = "lisa",
            }
        );
        var ingest = await Post("/filedeps/extract", new { repo_url = "mona/lisa", wait = false });
        var tree = await Post("/filedeps/extract", new { repo_url = "mona/lisa" });
        var ticket = await Post($"/daifu/sessions/{session}/ws-ticket", new { });
        Secrets.Add(Text(ticket, "ticket"));
        Ids = new Dictionary<string, string>
        {
            ["session_id"] = session,
            ["message_id"] = Text(asked, "message_id"),
            ["card_id"] = Text(card, "id"),
            ["issue_id"] = Text(issue, "issue_id"),
            ["ingestId"] = Text(ingest, "ingest_id"),
            ["id"] = Text(tree, "repository_id"),
            ["owner"] = "mona",
            ["repo"] = "lisa",
        };
        NoIds = new Dictionary<string, string>
        {
            ["session_id"] = "nobodys-talk",
            ["message_id"] = "00000000-0001-8000-8000-000000000001",
            ["card_id"] = "4503599627370497",
            ["issue_id"] = "00000000-0001-8000-8000-000000000002",
            ["ingestId"] = new string('a', Ids["ingestId"].Length),
            ["id"] = "4503599627370498",
            ["owner"] = "mona",
            ["repo"] = "nothing",
        };
    }
}
