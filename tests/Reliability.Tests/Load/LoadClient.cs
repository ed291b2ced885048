using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>
/// The client of one session. It sends each message, with the same id and to any node, until it is acknowledged, and
/// records the acknowledgement.
/// </summary>
internal sealed class LoadClient(HttpClient http, Func<Uri> node, Func<Task> gate, string session, string token)
    : IAsyncDisposable
{
    private const int PageSize = 500;
    private static readonly TimeSpan MessageInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<AcknowledgedMessage> _acknowledged = new();
    private Task _sending = Task.CompletedTask;
    private volatile bool _isIdle = true;
    private int _sent,
        _restarts;

    public SocketClient Socket { get; } = new(node, session, token);
    public string Session => session;

    /// <summary>The acknowledged messages, in order.</summary>
    public IReadOnlyCollection<AcknowledgedMessage> Acknowledged => _acknowledged;

    /// <summary>Whether no message is being sent.</summary>
    public bool IsIdle => _isIdle;

    /// <summary>How often it received a response that cannot be solved by sending the request again.</summary>
    public int Restarts => Volatile.Read(ref _restarts) + Socket.Refusals;

    /// <summary>Those responses.</summary>
    public ConcurrentQueue<string> UnexpectedResponses { get; } = new();

    public void Start()
    {
        Socket.Open();
        _sending = SendMessages();
    }

    /// <summary>All messages that the server has, oldest first.</summary>
    public async Task<List<JsonElement>> GetMessages()
    {
        var messages = new List<JsonElement>();
        var before = "";
        while (true)
        {
            using var request = CreateRequest(
                HttpMethod.Get,
                $"/daifu/chat/sessions/{session}/messages?limit={PageSize}{before}"
            );
            using var response = await http.SendAsync(request, _stopping.Token);
            response.EnsureSuccessStatusCode();
            var page = (await response.Content.ReadFromJsonAsync<JsonElement>(_stopping.Token))
                .GetProperty("messages")
                .EnumerateArray()
                .ToList();
            messages.InsertRange(0, page);
            if (page.Count < PageSize)
                return messages;
            before = $"&before={page[0].GetProperty("message_id").GetString()}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Socket.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task SendMessages()
    {
        using var timer = new PeriodicTimer(MessageInterval);
        while (!_stopping.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(_stopping.Token);
            await gate().WaitAsync(_stopping.Token);
            _isIdle = false;
            await Deliver(string.Create(CultureInfo.InvariantCulture, $"message {++_sent} of {session}"));
            _isIdle = true;
        }
    }

    private async Task Deliver(string content)
    {
        var sentAt = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(RetryInterval);
        while (!await Send(content))
            await timer.WaitForNextTickAsync(_stopping.Token);
        _acknowledged.Enqueue(new(content, sentAt, Stopwatch.GetTimestamp()));
    }

    private async Task<bool> Send(string content)
    {
        try
        {
            using var request = CreateRequest(HttpMethod.Post, "/daifu/chat/daifu/v2");
            request.Content = JsonContent.Create(
                new
                {
                    session_id = session,
                    message = new { content },
                    client_message_id = content,
                }
            );
            using var response = await http.SendAsync(request, _stopping.Token);
            if (response.IsSuccessStatusCode)
                return true;
            if (
                response.StatusCode
                is not (
                    HttpStatusCode.ServiceUnavailable
                    or HttpStatusCode.TooManyRequests
                    or HttpStatusCode.GatewayTimeout
                )
            )
                AddUnexpected(
                    $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(_stopping.Token)}"
                );
            else if (response.StatusCode != HttpStatusCode.GatewayTimeout && response.Headers.RetryAfter is null)
                AddUnexpected($"{(int)response.StatusCode} without Retry-After");
        }
        catch (HttpRequestException)
        {
            return false; // The node has ended.
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            AddUnexpected("no response");
        }
        return false;
    }

    private void AddUnexpected(string response)
    {
        UnexpectedResponses.Enqueue(response);
        Interlocked.Increment(ref _restarts);
    }

    private HttpRequestMessage CreateRequest(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(node(), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
