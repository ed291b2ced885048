using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace YudaiV3.Testing.FakeModel;

/// <summary>
/// An OpenAI-compatible chat endpoint on a free loopback port. A question with "@name" in it takes the replies of the
/// script of that name in turn, any other those of the script without a name;
/// without one, <see cref="Default"/> answers, which repeats the question.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ModelReply> _script = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ModelReply>> _named = new();
    private readonly Channel<ModelRequest> _arrivals = Channel.CreateUnbounded<ModelRequest>();
    private readonly ConcurrentQueue<ModelRequest> _requests = new();

    private ModelServer(WebApplication app) => _app = app;

    /// <summary>For <c>LLM_BASE_URL</c>.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>What requests get that no script is left for.</summary>
    public Func<ModelRequest, ModelReply> Default { get; set; } =
        request => ModelReply.Answer($"You said: {request.Question}");

    /// <summary>All the requests so far, in order.</summary>
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

    /// <summary>The replies to the next requests.</summary>
    public void Script(params ModelReply[] replies)
    {
        foreach (var reply in replies)
            _script.Enqueue(reply);
    }

    /// <summary>The replies to the next questions with "@name" in them, whatever else is asked meanwhile.</summary>
    public void ScriptFor(string name, params ModelReply[] replies) =>
        _named["@" + name] = new ConcurrentQueue<ModelReply>(replies);

    /// <summary>The next request that nobody has waited for yet.</summary>
    public async Task<ModelRequest> Next() => await _arrivals.Reader.ReadAsync().AsTask().WaitAsync(Patience);

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
            request.HangUp(); // Its own callback may come later than this.
        }
        finally
        {
            request.End();
        }
    }
}
