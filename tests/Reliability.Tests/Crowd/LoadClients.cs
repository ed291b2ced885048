using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace YudaiV3.Reliability.Tests.Crowd;

/// <summary>Many sessions that talk at once, and what became of all they said.</summary>
internal sealed class LoadClients : IAsyncDisposable
{
    private const int Accounts = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(40) };
    private readonly Func<Uri> _node;
    private ImmutableArray<LoadClient> _talkers = [];
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoadClients(Func<Uri> node) => _node = node;

    public ImmutableArray<LoadClient> Clients => _talkers;

    /// <param name="node">Any node that serves, another one each time.</param>
    public static async Task<LoadClients> Start(int sessions, Func<Uri> node)
    {
        var people = new LoadClients(node);
        var tokens = await Task.WhenAll(Enumerable.Range(0, Accounts).Select(n => people.SignIn($"person-{n}")));
        people._talkers =
        [
            .. Enumerable
                .Range(0, sessions)
                .Select(n => new LoadClient(
                    people._http,
                    node,
                    () => people._gate.Task,
                    $"talk-{n}",
                    tokens[n % Accounts]
                )),
        ];
        await Task.WhenAll(people._talkers.Select((talker, n) => people.Make(talker, tokens[n % Accounts])));
        foreach (var talker in people._talkers)
            talker.Start();
        return people;
    }

    public void StartAll() => _gate.TrySetResult();

    /// <summary>Returns when everybody has had a message acknowledged that was sent after that moment.</summary>
    public Task AllServed(long since) =>
        Eventually.True(
            () => Task.FromResult(_talkers.All(talker => talker.Ledger.Any(message => message.At > since))),
            Patience,
            () =>
                $"everybody is served again; {_talkers.Count(talker => talker.Ledger.All(message => message.At <= since))} are not"
        );

    /// <summary>Lets everybody finish, and compares what was acknowledged with what is there.</summary>
    public async Task<Discrepancies> Settle()
    {
        _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Eventually.True(
            () => Task.FromResult(_talkers.All(talker => talker.Rests)),
            Patience,
            () => $"everybody's last message is acknowledged; {_talkers.Count(talker => !talker.Rests)} wait"
        );
        var tolls = await Task.WhenAll(_talkers.Select(Settle));
        return tolls.Aggregate(new Discrepancies(), (sum, toll) => sum + toll);
    }

    /// <summary>The longest that somebody waited from that moment for the next acknowledgement.</summary>
    public TimeSpan WorstNext(long since) =>
        _talkers.Max(talker => Stopwatch.GetElapsedTime(since, talker.Ledger.First(message => message.At > since).At));

    public TimeSpan LongestWait(long since) =>
        _talkers.SelectMany(talker => talker.Ledger).Where(message => message.At > since).Max(message => message.Wait);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_talkers.Select(talker => talker.DisposeAsync().AsTask()));
        _http.Dispose();
    }

    private static async Task<Discrepancies> Settle(LoadClient talker)
    {
        var toll = new Discrepancies();
        var end = Stopwatch.GetTimestamp();
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        // Answers may still be on their way, and sockets on their way back.
        while (true)
        {
            try
            {
                toll = Discrepancies.Compare(talker, await talker.Messages());
                if (toll is { Lost: 0, Unanswered: 0, Unheard: 0 })
                    return toll;
            }
            catch (HttpRequestException)
            {
                // Asked in a bad moment.
            }
            if (Stopwatch.GetElapsedTime(end) > Patience)
                return toll;
            await again.WaitForNextTickAsync();
        }
    }

    private async Task<string> SignIn(string name)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(_node(), "/auth/dev-login"), new { username = name });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>A cluster that has just started may be slow for so many at once, and say so.</summary>
    private Task Make(LoadClient talker, string token) =>
        Eventually.True(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_node(), "/daifu/chat/daifu/v2"));
                request.Headers.Authorization = new("Bearer", token);
                request.Content = JsonContent.Create(
                    new
                    {
                        session_id = talker.Session,
                        message = new { content = Discrepancies.Greeting },
                        client_message_id = Discrepancies.Greeting,
                    }
                );
                using var answer = await _http.SendAsync(request);
                return answer.StatusCode != HttpStatusCode.ServiceUnavailable
                    && answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
            },
            Patience,
            () => $"{talker.Session} is open"
        );
}
