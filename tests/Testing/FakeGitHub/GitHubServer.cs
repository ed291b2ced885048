using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>
/// A fake GitHub on two free loopback ports: <see cref="Web"/> for pages and, as on an Enterprise Server,
/// <c>/api/v3</c>; <see cref="Api"/> for the REST API alone. Tests add people, tokens, repositories and faults.
/// </summary>
public sealed class GitHubServer : IAsyncDisposable
{
    private const string RestPath = "/api/v3";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<GitHubRequest> _requests = new();
    private int _apiPort;

    private GitHubServer(WebApplication app, TimeProvider time)
    {
        _app = app;
        People = new(time);
        OAuth = new(People, time);
        Limits = new(time);
        Repositories = new(time);
    }

    /// <summary>The value of <c>GITHUB_WEB_URL</c>.</summary>
    public Uri Web { get; private set; } = null!;

    /// <summary>The value of <c>GITHUB_API_URL</c>.</summary>
    public Uri Api { get; private set; } = null!;

    public GitHubPeople People { get; }
    public GitHubOAuth OAuth { get; }
    public GitHubLimits Limits { get; }
    public GitHubRepositories Repositories { get; }
    public GitHubFaults Faults { get; } = new();

    /// <summary>The requests so far, in order.</summary>
    public IReadOnlyList<GitHubRequest> Requests => [.. _requests];

    public static async Task<GitHubServer> Start(TimeProvider? time = null)
    {
        var builder = Hosts.New();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0", "http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.Zero);
        var app = builder.Build();
        var server = new GitHubServer(app, time ?? TimeProvider.System);
        app.Use(server.Receive);
        app.UseRouting();
        server.OAuth.Map(app);
        var rest = app.MapGroup(RestPath);
        rest.AddEndpointFilter(new RestRules(server.People, server.Limits).Apply);
        RestPeople.Map(rest);
        var repositories = new RestRepositories(server.Repositories);
        repositories.Map(rest);
        new RestArchives(server, repositories).Map(rest, app);
        new RestIssues(repositories, server.People, server.Limits).Map(rest);
        await app.StartAsync();
        var urls = app.Urls.Select(url => new Uri(url)).ToArray();
        (server.Web, server.Api, server._apiPort) = (urls[0], urls[1], urls[1].Port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Faults.Release();
        await _app.DisposeAsync();
    }

    private async Task Receive(HttpContext context, RequestDelegate next)
    {
        if (context.Connection.LocalPort == _apiPort)
            context.Request.Path = RestPath + context.Request.Path;
        else
            context.Items["rest-prefix"] = RestPath;
        var request = GitHubRequest.From(context);
        _requests.Enqueue(request);
        if (!await Faults.TryApply(context, next))
            await next(context);
        request.Status = context.Response.StatusCode;
    }
}

/// <summary>A received request. The path of a REST request always begins with <c>/api/v3</c>.</summary>
public sealed record GitHubRequest(
    string Method,
    string Path,
    string? Authorization,
    string? UserAgent,
    string? IfNoneMatch
)
{
    /// <summary>The status of the response; 0 before there is one.</summary>
    public int Status { get; internal set; }

    public static GitHubRequest From(HttpContext context) =>
        new(
            context.Request.Method,
            context.Request.Path,
            context.Request.Headers.Authorization,
            context.Request.Headers.UserAgent,
            context.Request.Headers.IfNoneMatch
        );
}
