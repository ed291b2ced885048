using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Tests.Auth;

namespace YudaiV3.Api.Realtime;

/// <summary>An Api node on a port of its own, with the grains of the test.</summary>
internal sealed class RealtimeNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RealtimeNode(WebApplication app) => _app = app;

    public IGrainFactory Grains { get; private init; } = null!;
    public LogLines Logs { get; private init; } = null!;

    /// <summary>The login of all tokens; null for a new login with each token.</summary>
    public string? LoginId { get; set; }
    public string Url => _app.Urls.Single();
    public SessionFeeds Feeds => _app.Services.GetRequiredService<SessionFeeds>();

    public SocketRegistry Sockets => _app.Services.GetRequiredService<SocketRegistry>();
    public SocketConnection Connection => _app.Services.GetRequiredService<SocketConnection>();
    public RevocationCache Revocations => _app.Services.GetRequiredService<RevocationCache>();

    public static Task<RealtimeNode> Start(TimeProvider? time = null, params (string Key, string Value)[] settings) =>
        Start(FakeGrains.New(time ?? TimeProvider.System), time, settings);

    public static async Task<RealtimeNode> Start(
        IGrainFactory grains,
        TimeProvider? time = null,
        params (string Key, string Value)[] settings
    )
    {
        var logs = new LogLines();
        string[] args =
        [
            "--environment=Production",
            "--API_URL=http://127.0.0.1:0",
            $"--JWT_SECRET={new string('k', 40)}",
            .. settings.Select(s => $"--{s.Key}={s.Value}"),
        ];
        var app = Program.Compose(args, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
            builder.Logging.AddFilter<LogLines>(null, LogLevel.Trace).AddFilter("Microsoft.AspNetCore", LogLevel.Trace);
            builder.Services.AddSingleton(grains);
            builder.Services.Replace(ServiceDescriptor.Singleton(time ?? TimeProvider.System));
        });
        await app.StartAsync();
        return new(app) { Grains = grains, Logs = logs };
    }

    public FakeSession Session(string id, long user = 7) =>
        FakeGrains.Session(Grains, YudaiV3.Chat.ChatSessionKey.Create(user, id));

    public string Token(long user = 7) =>
        _app.Services.GetRequiredService<JwtIssuer>().IssueFor(user, LoginId ?? $"{Guid.NewGuid():N}");

    public Uri Socket(string session, string query = "") =>
        new(
            Url.Replace("http:", "ws:", StringComparison.Ordinal)
                + $"/daifu/sessions/{Uri.EscapeDataString(session)}/ws{query}"
        );

    /// <summary>Connects a client with its token in the query.</summary>
    public Task<SocketClient> Open(string session, string query = "", long user = 7) =>
        SocketClient.Open(Socket(session, $"?token={Token(user)}{query}"));

    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
