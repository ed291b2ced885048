using System.Diagnostics;
using System.Text;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Live;

/// <summary>
/// Posts messages that contain their time of posting, and never runs far ahead of the listeners.
/// </summary>
internal sealed class MessageSender : IDisposable
{
    private const int MaxAhead = 200,
        Connections = 16;
    private const string IdPlaceholder = "00000000000000000000";

    private readonly HttpConnection[] _connections;
    private readonly byte[][] _requests;
    private readonly int _timeOffset,
        _idOffset;
    private long _posted,
        _numbers;

    private MessageSender(HttpConnection[] connections, byte[] request)
    {
        (_connections, _requests) = (connections, [.. connections.Select(_ => request.ToArray())]);
        (_timeOffset, _idOffset) = (
            Stopwatches.Find(request),
            request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(IdPlaceholder))
        );
    }

    /// <summary>The JSON of a chat message.</summary>
    public static string Message(string session) =>
        $$$"""{"client_message_id":"{{{Guid.NewGuid():N}}}-{{{IdPlaceholder}}}","session_id":"{{{session}}}","""
        + $$$""" "message":{"content":"{{{Stopwatches.Blank}}} Why does the parser lose the last line of a file """
        + """without a newline?"}}""";

    public static async Task<MessageSender> Start(Uri node, byte[] request) =>
        new(await HttpConnection.Open(node, Connections), request);

    /// <param name="perSecond">The number of messages per second; null for as many as possible.</param>
    /// <returns>The deliveries per second and their latencies.</returns>
    public async Task<Rate> Run(Listeners listeners, int? perSecond, TimeSpan duration)
    {
        var before = listeners.Delivered;
        _posted = 0;
        var clock = Stopwatch.StartNew();
        var (warmUp, deliveredBefore) = (duration / 5, 0L);
        var posting = Task.WhenAll(
            _connections.Select(
                (_, connection) =>
                    Task.Run(async () =>
                    {
                        while (clock.Elapsed < warmUp + duration)
                        {
                            var ahead = Volatile.Read(ref _posted) - ((listeners.Delivered - before) / listeners.Count);
                            var early = perSecond is { } maxRate
                                ? TimeSpan.FromSeconds(Volatile.Read(ref _posted) / (double)maxRate) - clock.Elapsed
                                : TimeSpan.Zero;
                            if (ahead > MaxAhead || early > TimeSpan.Zero)
                                await Task.Delay(TimeSpan.FromMilliseconds(1));
                            else
                                await Post(connection);
                        }
                    })
            )
        );
        await Task.Delay(warmUp);
        listeners.Reset();
        deliveredBefore = listeners.Delivered;
        var start = clock.Elapsed;
        await Task.Delay(duration);
        var rate = (listeners.Delivered - deliveredBefore) / (clock.Elapsed - start).TotalSeconds;
        var latencies = listeners.Latencies().SelectMany(socketLatencies => socketLatencies).ToArray();
        await posting;
        await Eventually.True(
            () => Task.FromResult(listeners.Delivered - before >= _posted * listeners.Count || listeners.Lost > 0),
            TimeSpan.FromSeconds(20),
            () => "everything is delivered"
        );
        return listeners.Lost == 0
            ? new(rate, Rounds.Median(latencies), Rounds.Percentile(latencies, 0.99))
            : throw new InvalidOperationException($"{listeners.Lost} of {listeners.Count} sockets were closed.");
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private ValueTask Post(int connection)
    {
        Interlocked.Increment(ref _posted);
        var request = _requests[connection];
        Stopwatches.Set(request.AsSpan(_timeOffset, 16));
        if (
            _idOffset >= 0
            && !Interlocked
                .Increment(ref _numbers)
                .TryFormat(request.AsSpan(_idOffset, IdPlaceholder.Length), out _, "D20")
        )
            throw new InvalidOperationException("The number is longer than its placeholder.");
        return _connections[connection].SendExpectingSuccess(request);
    }
}
