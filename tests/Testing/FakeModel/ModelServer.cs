using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.Testing.FakeModel;

/// <summary>
/// An OpenAI-compatible chat endpoint on a free loopback port. A question with "@name" takes the next reply of the
/// script with that name, any other question the next reply of the script without a name. When no reply is left,
/// <see cref="Default"/> answers.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ModelReply> _script = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ModelReply>> _named = new();
    private readonly Channel<ModelRequest> _arrivals = Channel.CreateUnbounded<ModelRequest>();
    private readonly ConcurrentQueue<ModelRequest> _requests = new();

    private ModelServer(WebApplication app) => _app = app;

    /// <summary>The value of <c>LLM_BASE_URL</c>.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>Answers the requests for which no scripted reply is left. By default it repeats the question.</summary>
    public Func<ModelRequest, ModelReply> Default { get; set; } =
        request => ModelReply.Answer($"You said: {request.Question}");

    /// <summary>The requests so far, in order.</summary>
    public IReadOnlyList<ModelRequest> Requests => [.. _requests];

    public static async Task<ModelServer> Start()
    {
        var builder = Hosts.New();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.Zero);
        var app = builder.Build();
        var server = new ModelServer(app);
        app.MapPost("/v1/chat/completions", server.Serve);
        await app.StartAsync();
        server.BaseUrl = app.Urls.First() + "/v1";
        return server;
    }

    /// <summary>Adds the replies to the next requests.</summary>
    public void Script(params ModelReply[] replies)
    {
        foreach (var reply in replies)
            _script.Enqueue(reply);
    }

    /// <summary>Sets the replies to the next questions that contain "@name".</summary>
    public void ScriptFor(string name, params ModelReply[] replies) =>
        _named["@" + name] = new ConcurrentQueue<ModelReply>(replies);

    /// <summary>Waits for the next request that was not returned before.</summary>
    public async Task<ModelRequest> Next() => await _arrivals.Reader.ReadAsync().AsTask().WaitAsync(MaxWait);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Serve(HttpContext context)
    {
        var request = await ModelRequest.Read(context);
        var script = _named
            .FirstOrDefault(named => request.Question.Contains(named.Key, StringComparison.Ordinal))
            .Value
            ?? _script;
        var reply = script.TryDequeue(out var scripted) ? scripted : Default(request);
        _requests.Enqueue(request);
        _arrivals.Writer.TryWrite(request);
        try
        {
            await reply.Send(context, request);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            request.Disconnect(); // The callback of RequestAborted may run later.
        }
        finally
        {
            request.End();
        }
    }
}
