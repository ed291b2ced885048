using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>The clients of many sessions that send at the same time.</summary>
internal sealed class LoadClients : IAsyncDisposable
{
    private const int Accounts = 10;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(40) };
    private readonly Func<Uri> _node;
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoadClients(Func<Uri> node) => _node = node;

    public ImmutableArray<LoadClient> Clients { get; private set; } = [];

    /// <param name="node">Returns a node that serves, another one each time.</param>
    public static async Task<LoadClients> Start(int sessions, Func<Uri> node)
    {
        var load = new LoadClients(node);
        var tokens = await Task.WhenAll(Enumerable.Range(0, Accounts).Select(n => load.SignIn($"person-{n}")));
        load.Clients =
        [
            .. Enumerable
                .Range(0, sessions)
                .Select(n => new LoadClient(
                    load._http,
                    node,
                    () => load._gate.Task,
                    $"session-{n}",
                    tokens[n % Accounts]
                )),
        ];
        await Task.WhenAll(load.Clients.Select((client, n) => load.CreateSession(client, tokens[n % Accounts])));
        foreach (var client in load.Clients)
            client.Start();
        return load;
    }

    public void StartSending() => _gate.TrySetResult();

    /// <summary>Returns when each client has had a message acknowledged after that timestamp.</summary>
    public Task WaitForAcknowledgements(long since)
    {
        bool IsServed(LoadClient client) => client.Acknowledged.Any(message => message.AcknowledgedAt > since);
        return Eventually.True(
            () => Task.FromResult(Clients.All(IsServed)),
            MaxWait,
            () => $"each client gets an acknowledgement; {Clients.Count(client => !IsServed(client))} did not"
        );
    }

    /// <summary>
    /// Stops sending, waits until all messages are acknowledged and answered, and compares the clients' records with
    /// what is stored.
    /// </summary>
    public async Task<Discrepancies> StopAndCompare()
    {
        _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Eventually.True(
            () => Task.FromResult(Clients.All(client => client.IsIdle)),
            MaxWait,
            () => $"the last message of each client is acknowledged; {Clients.Count(client => !client.IsIdle)} wait"
        );
        var results = await Task.WhenAll(Clients.Select(Compare));
        return results.Aggregate(new Discrepancies(), (sum, result) => sum + result);
    }

    /// <summary>The longest time from that timestamp until a client's next acknowledgement.</summary>
    public TimeSpan MaxNextAcknowledgement(long since) =>
        Clients.Max(client =>
            Stopwatch.GetElapsedTime(
                since,
                client.Acknowledged.First(message => message.AcknowledgedAt > since).AcknowledgedAt
            )
        );

    /// <summary>The longest time that a message acknowledged after that timestamp waited.</summary>
    public TimeSpan MaxMessageWait(long since) =>
        Clients
            .SelectMany(client => client.Acknowledged)
            .Where(message => message.AcknowledgedAt > since)
            .Max(message => message.Wait);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Clients.Select(client => client.DisposeAsync().AsTask()));
        _http.Dispose();
    }

    private static async Task<Discrepancies> Compare(LoadClient client)
    {
        var discrepancies = new Discrepancies();
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        // Answers may still be written, and sockets may still reconnect.
        while (true)
        {
            try
            {
                discrepancies = Discrepancies.Compare(client, await client.GetMessages());
                if (discrepancies is { Lost: 0, Unanswered: 0, Undelivered: 0 })
                    return discrepancies;
            }
            catch (HttpRequestException)
            {
                // The node may have ended: try the next one.
            }
            if (Stopwatch.GetElapsedTime(start) > MaxWait)
                return discrepancies;
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task<string> SignIn(string name)
    {
        using var response = await _http.PostAsJsonAsync(new Uri(_node(), "/auth/dev-login"), new { username = name });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>Creates the session. A cluster that has just started may respond with 503 at first.</summary>
    private Task CreateSession(LoadClient client, string token) =>
        Eventually.True(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_node(), "/daifu/chat/daifu/v2"));
                request.Headers.Authorization = new("Bearer", token);
                request.Content = JsonContent.Create(
                    new
                    {
                        session_id = client.Session,
                        message = new { content = Discrepancies.FirstMessage },
                        client_message_id = Discrepancies.FirstMessage,
                    }
                );
                using var response = await _http.SendAsync(request);
                return response.StatusCode != HttpStatusCode.ServiceUnavailable
                    && response.EnsureSuccessStatusCode().IsSuccessStatusCode;
            },
            MaxWait,
            () => $"{client.Session} is created"
        );
}
