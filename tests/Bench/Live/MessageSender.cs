using System.Diagnostics;
using System.Text;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Live;

/// <summary>
/// Posts what everybody who listens is to hear, with the time of posting in it, and never runs far ahead of the
/// listeners.
/// </summary>
internal sealed class MessageSender : IDisposable
{
    private const int MaxAhead = 200,
        Connections = 16;
    private const string Id = "00000000000000000000";

    private readonly HttpConnection[] _connections;
    private readonly byte[][] _requests;
    private readonly int _timeAt,
        _idAt;
    private long _posted,
        _numbers;

    private MessageSender(HttpConnection[] connections, byte[] request)
    {
        (_connections, _requests) = (connections, [.. connections.Select(_ => request.ToArray())]);
        (_timeAt, _idAt) = (Stopwatches.Find(request), request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Id)));
    }

    /// <summary>What a message of the product is, as JSON.</summary>
    public static string Message(string session) =>
        $$$"""{"client_message_id":"{{{Guid.NewGuid():N}}}-{{{Id}}}","session_id":"{{{session}}}","message":{"content":"{{{Stopwatches.Blank}}} Why does the parser lose the last line of a file without a newline?"}}""";

    public static async Task<MessageSender> Start(Uri node, byte[] request) =>
        new(await HttpConnection.Open(node, Connections), request);

    /// <param name="perSecond">How many messages, or as many as it takes.</param>
    /// <returns>Deliveries a second, and the milliseconds that they took.</returns>
    public async Task<Rate> Run(Listeners listeners, int? perSecond, TimeSpan duration)
    {
        var before = listeners.Delivered;
        _posted = 0;
        var clock = Stopwatch.StartNew();
        var (from, counted) = (duration / 5, 0L);
        var posting = Task.WhenAll(
            _connections.Select(
                (_, lane) =>
                    Task.Run(async () =>
                    {
                        while (clock.Elapsed < from + duration)
                        {
                            var ahead = Volatile.Read(ref _posted) - ((listeners.Delivered - before) / listeners.Count);
                            var early = perSecond is { } pace
                                ? TimeSpan.FromSeconds(Volatile.Read(ref _posted) / (double)pace) - clock.Elapsed
                                : TimeSpan.Zero;
                            if (ahead > MaxAhead || early > TimeSpan.Zero)
                                await Task.Delay(TimeSpan.FromMilliseconds(1));
                            else
                                await Post(lane);
                        }
                    })
            )
        );
        await Task.Delay(from);
        listeners.Reset();
        counted = listeners.Delivered;
        var start = clock.Elapsed;
        await Task.Delay(duration);
        var rate = (listeners.Delivered - counted) / (clock.Elapsed - start).TotalSeconds;
        var times = listeners.Times().SelectMany(times => times).ToArray();
        await posting;
        await Eventually.True(
            () => Task.FromResult(listeners.Delivered - before >= _posted * listeners.Count || listeners.Lost > 0),
            TimeSpan.FromSeconds(20),
            () => "everything is delivered"
        );
        return listeners.Lost == 0
            ? new(rate, Rounds.Median(times), Rounds.Percentile(times, 0.99))
            : throw new InvalidOperationException($"{listeners.Lost} of {listeners.Count} sockets were closed.");
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private ValueTask Post(int lane)
    {
        Interlocked.Increment(ref _posted);
        var request = _requests[lane];
        Stopwatches.Set(request.AsSpan(_timeAt, 16));
        if (
            _idAt >= 0
            && !Interlocked.Increment(ref _numbers).TryFormat(request.AsSpan(_idAt, Id.Length), out _, "D20")
        )
            throw new InvalidOperationException("The number has no room.");
        return _connections[lane].Demand(request);
    }
}
