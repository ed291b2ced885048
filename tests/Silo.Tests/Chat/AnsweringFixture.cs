using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using YudaiV3.Chat;
using YudaiV3.Chat.Answering;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Silo.Chat;

/// <summary>DAifu with a fake endpoint and the registrations of a silo.</summary>
internal sealed class AnsweringFixture : IAnswerSink, IAsyncDisposable
{
    public const string Key = "sk-very-secret-0123456789";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly ServiceProvider _services;
    private string _written = "";
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AnsweringFixture(ModelServer endpoint, TimeProvider time, Dictionary<string, string?> settings)
    {
        Endpoint = endpoint;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddChat(configuration)
            .BuildServiceProvider();
    }

    public ModelServer Endpoint { get; }
    public LogLines Logs { get; } = new();
    public int Restarts { get; private set; }
    public AnswerGenerator Generator => _services.GetRequiredService<AnswerGenerator>();

    public static Task<AnsweringFixture> Start(params (string Name, string Value)[] options) =>
        Start(TimeProvider.System, options);

    public static async Task<AnsweringFixture> Start(TimeProvider time, params (string Name, string Value)[] options)
    {
        var endpoint = await ModelServer.Start();
        var settings = new Dictionary<string, string?>
        {
            ["LLM_BASE_URL"] = endpoint.BaseUrl,
            ["LLM_API_KEY"] = Key,
            ["LLM_MODEL"] = "fake-1",
            ["Answering:RetryDelay"] = "00:00:00.001",
        };
        foreach (var (name, value) in options)
            settings[name] = value;
        return new(endpoint, time, settings);
    }

    public Task<GeneratedAnswer> Ask(string text = "Why is it slow?", CancellationToken stop = default) =>
        Generator.Answer(Question(text), this, stop).WaitAsync(Patience, CancellationToken.None);

    public static Question Question(string text) =>
        new()
        {
            UserId = 7,
            Session = new Session
            {
                SessionId = "s",
                RepoOwner = "octo",
                RepoName = "cat",
                RepoBranch = "main",
            },
            Messages = [new Message { MessageId = "m", Content = text }],
        };

    public void Restart()
    {
        lock (_gate)
            (Restarts, _written) = (Restarts + 1, "");
    }

    public void Write(string text)
    {
        lock (_gate)
        {
            _written += text;
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Returns when the sink has received exactly this text.</summary>
    public async Task Written(string text)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_written == text)
                    return;
                changed = _changed.Task;
            }
            await changed.WaitAsync(Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Endpoint.DisposeAsync();
    }
}
