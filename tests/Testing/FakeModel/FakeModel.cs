using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.Testing;

/// <summary>
/// An OpenAI-compatible chat endpoint on a free port of the loopback that streams as real ones do. A last message with "@name" in it gets the replies of the script of that name,
/// any other gets "You said: " and itself. It remembers every request.
/// </summary>
public sealed partial class FakeModel : IAsyncDisposable
{
    public const string Name = "fake/model-1";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ModelScript> _scripts = new();
    private readonly ModelScript _any = new([new ModelReply()]);

    private FakeModel()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/v1/chat/completions", Complete);
    }

    /// <summary>What <c>LLM_BASE_URL</c> is to be.</summary>
    public Uri BaseUrl => new(_app.Urls.Single() + "/v1");

    /// <summary>All requests, in the order in which they came.</summary>
    public IReadOnlyList<ModelRequest> Requests => _any.Requests;

    public static async Task<FakeModel> Start()
    {
        var model = new FakeModel();
        await model._app.StartAsync();
        return model;
    }

    /// <summary>From now on questions with "@name" get these replies in turn, the last one for ever.</summary>
    public ModelScript Script(string name, params ModelReply[] replies) => _scripts[name] = new ModelScript(replies);

    /// <summary>The n-th request, counted from 1, once it has come.</summary>
    public Task<ModelRequest> Request(int n) => _any.Request(n);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task Complete(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var request = new ModelRequest(http, body.RootElement.Clone());
        ModelReply? scripted = null;
        foreach (var name in Scripted().Matches(request.Question).Select(match => match.Groups[1].Value))
            if (_scripts.TryGetValue(name, out var script))
            {
                scripted = script.Take(request);
                break;
            }
        _any.Take(request);
        var reply = scripted is { IsBlank: false } ? scripted : new ModelReply().Say($"You said: {request.Question}");
        try
        {
            await reply.Send(new ModelStream(http, request));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up; the request tells.
        }
        finally
        {
            request.End();
        }
    }

    [GeneratedRegex("@([A-Za-z0-9_-]+)")]
    private static partial Regex Scripted();
}
