using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Security;

/// <summary>
/// A cluster with known secrets, a user who owns one object of each kind, and a user who owns nothing.
/// </summary>
public sealed class SecurityFixture : IAsyncLifetime
{
    /// <summary>A text that is part of every object of the owner.</summary>
    public const string PrivateText = "canary-private-text";

    private const string ClientSecret = "canary-client-secret-0123456789",
        SecretKey = "canary-secret-key-0123456789-0123456789",
        ModelKey = "canary-model-key-0123456789";

    public GitHubServer GitHub { get; private set; } = null!;
    public ModelServer Model { get; private set; } = null!;
    public Cluster Cluster { get; private set; } = null!;
    public HttpClient Owner { get; private set; } = null!;
    public HttpClient OtherUser { get; private set; } = null!;
    public FakeRepository Repository { get; private set; } = null!;

    /// <summary>The ids of the owner's objects, by the names of route parameters.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; private set; } = null!;

    /// <summary>Ids of objects that do not exist.</summary>
    public IReadOnlyDictionary<string, string> MissingIds { get; private set; } = null!;

    public Uri Node => Cluster.Apis[0].Url;

    /// <summary>The texts that must not be stored, logged or returned in the clear.</summary>
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
        Repository.Files["README.md"] = PrivateText;
        Repository.AddIssue(PrivateText);
        Owner = await SignIn(mona);
        OtherUser = await SignIn(GitHub.People.Add("eve"));
        await CreateOwnerData();
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        OtherUser.Dispose();
        await ClusterLogs.Save("security", Cluster);
        await Cluster.DisposeAsync();
        await Model.DisposeAsync();
        await GitHub.DisposeAsync();
    }

    /// <summary>Returns a client that is signed in with a GitHub token.</summary>
    public async Task<HttpClient> SignIn(GitHubPerson person)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = Node,
            Timeout = TimeSpan.FromSeconds(60),
        };
        var token = GitHub.People.NewToken(person);
        using var response = await client.PostAsJsonAsync("/auth/token", new { github_token = token });
        response.EnsureSuccessStatusCode();
        var jwt = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        Secrets.AddRange([token, jwt]);
        client.DefaultRequestHeaders.Authorization = new("Bearer", jwt);
        return client;
    }

    /// <summary>Sends a request whose body has the fields of all routes.</summary>
    public async Task<(HttpStatusCode Status, string Text, HttpResponseHeaders Headers)> Send(
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
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
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
                conversation_id = "new-session",
                message = new { content = "hello" },
                context_cards = new[] { Ids["card_id"] },
                context_card_id = Ids["card_id"],
                chat_messages = Array.Empty<object>(),
                file_context = Array.Empty<object>(),
                repository_info = new { owner = "mona", name = "lisa" },
            }
        );

    /// <summary>Creates one object of each kind.</summary>
    private async Task CreateOwnerData()
    {
        async Task<JsonElement> Post(string path, object body)
        {
            using var response = await Owner.PostAsJsonAsync(path, body);
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{path}: {text}");
            return JsonDocument.Parse(text).RootElement;
        }
        static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();

        const string session = "owner-session";
        var message = await Post(
            "/daifu/chat/daifu",
            new
            {
                session_id = session,
                message = new { content = PrivateText },
                repo_owner = "mona",
                repo_name = "lisa",
            }
        );
        var card = await Post(
            $"/daifu/sessions/{session}/context-cards",
            new
            {
                title = PrivateText,
                content = PrivateText,
                source = "manual",
            }
        );
        var issue = await Post(
            "/issues/",
            new
            {
                title = PrivateText,
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
            ["message_id"] = Text(message, "message_id"),
            ["card_id"] = Text(card, "id"),
            ["issue_id"] = Text(issue, "issue_id"),
            ["ingestId"] = Text(ingest, "ingest_id"),
            ["id"] = Text(tree, "repository_id"),
            ["owner"] = "mona",
            ["repo"] = "lisa",
        };
        MissingIds = new Dictionary<string, string>
        {
            ["session_id"] = "missing-session",
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
