using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>
/// A GitHub on free loopback ports: one for its pages (<see cref="Web"/>, which serves <c>/api/v3</c> too, as an
/// Enterprise Server does) and one for its REST API alone (<see cref="Api"/>).
/// Tests add people, tokens and faults; further parts of the API are mapped beside <see cref="RestPeople"/>.
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

    /// <summary>For <c>GITHUB_WEB_URL</c>.</summary>
    public Uri Web { get; private set; } = null!;

    /// <summary>For <c>GITHUB_API_URL</c>.</summary>
    public Uri Api { get; private set; } = null!;

    public GitHubPeople People { get; }
    public GitHubOAuth OAuth { get; }
    public GitHubLimits Limits { get; }
    public GitHubRepositories Repositories { get; }
    public GitHubFaults Faults { get; } = new();

    /// <summary>All the requests so far, in order.</summary>
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
        var request = GitHubRequest.Of(context);
        _requests.Enqueue(request);
        if (!await Faults.Strike(context, next))
            await next(context);
        request.Status = context.Response.StatusCode;
    }
}

/// <summary>A request as it arrived; the path of a REST request always begins with <c>/api/v3</c>.</summary>
public sealed record GitHubRequest(
    string Method,
    string Path,
    string? Authorization,
    string? UserAgent,
    string? IfNoneMatch
)
{
    /// <summary>What it was answered with; 0 while it has no answer.</summary>
    public int Status { get; internal set; }

    public static GitHubRequest Of(HttpContext context) =>
        new(
            context.Request.Method,
            context.Request.Path,
            context.Request.Headers.Authorization,
            context.Request.Headers.UserAgent,
            context.Request.Headers.IfNoneMatch
        );
}
