using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;

namespace YudaiV3.Testing;

/// <summary>
/// Silo and Api processes from the build output, with their own database and ports. They end with the test.
/// </summary>
public sealed class Cluster : IAsyncDisposable
{
    public const string Secret = "a-secret-that-only-tests-know-and-that-is-long-enough-for-HS512-as-well";
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);
    private static readonly string[] ClearedVariables =
    [
        "ASPNETCORE_URLS",
        "CORS_ORIGINS",
        "DASHBOARD_URL",
        "FRONTEND_URL",
        "GITHUB_CLIENT_ID",
        "GITHUB_CLIENT_SECRET",
        "GITHUB_REDIRECT_URI",
        "GITHUB_WEB_URL",
        "GITHUB_API_URL",
        "GITHUB_ARCHIVE_HOSTS",
        "YUDAI_LOCAL_REPOS",
        "SECRET_KEY_PREVIOUS",
        "JWT_SECRET_PREVIOUS",
        "LLM_API_KEY",
        "LLM_BASE_URL",
        "LLM_MODEL",
        "OPENROUTER_API_KEY",
        "OPERATOR_TOKEN",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "SECRET_KEY",
        "SILO_ADDRESS",
        "SILO_PORT",
        "GATEWAY_PORT",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("yudai-test-").FullName;
    private readonly Dictionary<string, string?> _settings;

    private Cluster(string database, IReadOnlyDictionary<string, string> settings)
    {
        _settings = ClearedVariables.ToDictionary(name => name, _ => (string?)null);
        foreach (
            var (name, value) in (IEnumerable<KeyValuePair<string, string>>)
                [
                    new("ASPNETCORE_ENVIRONMENT", "Development"),
                    new("DATABASE_URL", database),
                    new("JWT_SECRET", Secret),
                    new("YUDAI_DATA_DIR", _folder),
                    new("RATE_LIMIT_CHAT", "0"),
                    new("RATE_LIMIT_INGEST", "0"),
                    new("RATE_LIMIT_SIGN_IN", "0"),
                    .. settings,
                ]
        )
            _settings[name] = value;
        Database = database;
    }

    public string Database { get; }

    /// <summary>The checkout whose build further processes run.</summary>
    public string Build { get; set; } = Paths.Root;

    public ImmutableArray<ChildProcess> Silos { get; private set; } = [];
    public ImmutableArray<ApiNode> Apis { get; private set; } = [];

    /// <param name="database">The <c>DATABASE_URL</c>; a new database if null.</param>
    public static async Task<Cluster> Start(
        int silos,
        int apis,
        IReadOnlyDictionary<string, string>? settings = null,
        string? database = null
    )
    {
        var cluster = new Cluster(
            database ?? await Postgres.NewDatabase(),
            settings ?? ImmutableDictionary<string, string>.Empty
        );
        await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => cluster.AddSilo()));
        await Task.WhenAll(Enumerable.Range(0, apis).Select(_ => cluster.AddApi()));
        return cluster;
    }

    /// <summary>Starts one more silo and waits until it is in the cluster.</summary>
    public async Task<ChildProcess> AddSilo(params (string Name, string Value)[] settings)
    {
        // Each silo gets its own dashboard port. Silos that start at the same time would all find the default port
        // free, and all but one would have to start again.
        var silo = await Run("Silo", [("DASHBOARD_URL", $"http://127.0.0.1:{Ports.Free()}"), .. settings]);
        lock (_settings)
            Silos = Silos.Add(silo);
        await silo.Line(line => line.Contains("Application started", StringComparison.Ordinal), MaxWait);
        return silo;
    }

    /// <summary>
    /// Starts one more Api node and waits until it is healthy. <c>{API_URL}</c> in its settings is replaced with its
    /// address.
    /// </summary>
    public Task<ApiNode> AddApi(params (string Name, string Value)[] settings) =>
        AddApi(new Uri($"http://127.0.0.1:{Ports.Free()}"), settings);

    /// <summary>Starts an Api node at a given address, for instance that of a killed node.</summary>
    public async Task<ApiNode> AddApi(Uri url, params (string Name, string Value)[] settings)
    {
        var node = new ApiNode(
            await Run(
                "Api",
                [
                    ("API_URL", url.OriginalString),
                    .. settings.Select(setting =>
                        (setting.Name, setting.Value.Replace("{API_URL}", url.OriginalString, StringComparison.Ordinal))
                    ),
                ]
            ),
            url
        );
        lock (_settings)
            Apis = Apis.Add(node);
        await Eventually.True(
            async () => await node.IsHealthy(),
            MaxWait,
            () => $"an Api node is healthy; it wrote: {string.Join('\n', node.Process.Lines.TakeLast(20))}"
        );
        return node;
    }

    /// <summary>Returns a client of one node that is signed in.</summary>
    public static async Task<HttpClient> SignIn(ApiNode node, string name)
    {
        var client = new HttpClient { BaseAddress = node.Url, Timeout = MaxWait };
        // A cluster that is changing may respond with 503.
        HttpResponseMessage? response = null;
        await Eventually.True(
            async () =>
            {
                response?.Dispose();
                response = await client.PostAsJsonAsync("/auth/dev-login", new { username = name });
                return response.StatusCode != HttpStatusCode.ServiceUnavailable;
            },
            MaxWait,
            () => "the sign-in succeeds"
        );
        response!.EnsureSuccessStatusCode();
        var login = await response.Content.ReadFromJsonAsync<Login>();
        response.Dispose();
        client.DefaultRequestHeaders.Authorization = new("Bearer", login!.access_token);
        return client;
    }

    /// <summary>Stops the Api nodes, then the silos, with SIGTERM, and checks their exit codes.</summary>
    public async Task Stop()
    {
        foreach (
            var processes in (ChildProcess[][])
                [
                    [.. Apis.Select(api => api.Process)],
                    [.. Silos],
                ]
        )
        {
            foreach (var process in processes.Where(process => !process.HasEnded))
                process.Signal(System.Runtime.InteropServices.PosixSignal.SIGTERM);
            foreach (var process in processes)
                if (await process.End(MaxWait) is not 0 and not 137 and var code)
                    throw new InvalidOperationException(
                        $"A process ended with {code}: {string.Join('\n', process.Lines.TakeLast(20))}"
                    );
        }
        (Apis, Silos) = ([], []);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Apis.Select(api => api.Process).Concat(Silos))
            await process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<ChildProcess> Run(string project, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string?>(_settings);
        foreach (var (name, value) in settings)
            environment[name] = value;
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return ChildProcess.Start(
            ["dotnet", Path.Combine(Build, "artifacts", "bin", project, configuration, $"YudaiV3.{project}.dll")],
            environment,
            _folder
        );
    }

    private sealed record Login(string access_token);
}

/// <summary>An Api process and its address.</summary>
public sealed record ApiNode(ChildProcess Process, Uri Url)
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<bool> IsHealthy()
    {
        try
        {
            using var response = await Client.GetAsync(new Uri(Url, "/health"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
