using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace YudaiV3.Reliability.Tests.Crowd;

/// <summary>
/// One session's client: sends a message, again with the same id to any node until it is acknowledged, and notes each
/// acknowledgement in its ledger.
/// </summary>
internal sealed class LoadClient(HttpClient http, Func<Uri> node, Func<Task> gate, string session, string token)
    : IAsyncDisposable
{
    /// <summary>How long it rests between two messages.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Acknowledged> _ledger = new();
    private Task _talking = Task.CompletedTask;
    private volatile bool _rests = true;
    private int _sent,
        _restarts;

    public SocketClient Socket { get; } = new(node, session, token);
    public string Session => session;

    /// <summary>What was acknowledged, in order.</summary>
    public IReadOnlyCollection<Acknowledged> Ledger => _ledger;

    /// <summary>Whether nothing of it is under way.</summary>
    public bool Rests => _rests;

    /// <summary>How often it got an answer that sending again cannot mend.</summary>
    public int Restarts => Volatile.Read(ref _restarts) + Socket.Refusals;

    /// <summary>What such answers were.</summary>
    public ConcurrentQueue<string> Surprises { get; } = new();

    /// <summary>The longest that a request took that was refused, since this was last set to zero.</summary>
    public TimeSpan SlowestRefusal { get; set; }

    public void Start()
    {
        Socket.Open();
        _talking = Talk();
    }

    /// <summary>All messages that the server has, oldest first.</summary>
    public async Task<List<JsonElement>> Messages()
    {
        var all = new List<JsonElement>();
        for (var before = ""; ; )
        {
            using var request = Request(HttpMethod.Get, $"/daifu/chat/sessions/{session}/messages?limit=500{before}");
            using var answer = await http.SendAsync(request, _end.Token);
            answer.EnsureSuccessStatusCode();
            var page = (await answer.Content.ReadFromJsonAsync<JsonElement>(_end.Token))
                .GetProperty("messages")
                .EnumerateArray()
                .ToList();
            all.InsertRange(0, page);
            if (page.Count < 500)
                return all;
            before = $"&before={page[0].GetProperty("message_id").GetString()}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Socket.DisposeAsync();
        _end.Dispose();
    }

    private async Task Talk()
    {
        using var rest = new PeriodicTimer(Rest);
        while (!_end.IsCancellationRequested)
        {
            await rest.WaitForNextTickAsync(_end.Token);
            await gate().WaitAsync(_end.Token);
            _rests = false;
            await Deliver(string.Create(CultureInfo.InvariantCulture, $"message {++_sent} of {session}"));
            _rests = true;
        }
    }

    private async Task Deliver(string content)
    {
        var asked = Stopwatch.GetTimestamp();
        using var again = new PeriodicTimer(AgainAfter);
        while (!await Send(content))
            await again.WaitForNextTickAsync(_end.Token);
        _ledger.Enqueue(new(content, asked, Stopwatch.GetTimestamp()));
    }

    private async Task<bool> Send(string content)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var request = Request(HttpMethod.Post, "/daifu/chat/daifu/v2");
            request.Content = JsonContent.Create(
                new
                {
                    session_id = session,
                    message = new { content },
                    client_message_id = content,
                }
            );
            using var answer = await http.SendAsync(request, _end.Token);
            if (answer.IsSuccessStatusCode)
                return true;
            if (
                answer.StatusCode
                is not (
                    HttpStatusCode.ServiceUnavailable
                    or HttpStatusCode.TooManyRequests
                    or HttpStatusCode.GatewayTimeout
                )
            )
                Surprise($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(_end.Token)}");
            else if (answer.StatusCode != HttpStatusCode.GatewayTimeout && answer.Headers.RetryAfter is null)
                Surprise($"{(int)answer.StatusCode} without Retry-After");
        }
        catch (HttpRequestException)
        {
            return false; // The node has gone.
        }
        catch (OperationCanceledException) when (!_end.IsCancellationRequested)
        {
            Surprise("no answer at all");
        }
        var took = Stopwatch.GetElapsedTime(start);
        if (took > SlowestRefusal)
            SlowestRefusal = took;
        return false;
    }

    private void Surprise(string what)
    {
        Surprises.Enqueue(what);
        Interlocked.Increment(ref _restarts);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(node(), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}

/// <summary>A message that was acknowledged; the moments are of the process's clock.</summary>
internal sealed record Acknowledged(string Content, long Asked, long At)
{
    public TimeSpan Wait => Stopwatch.GetElapsedTime(Asked, At);
}
