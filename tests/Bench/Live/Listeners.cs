using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Live;

/// <summary>Many sockets that record the latency of each frame.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly RawSocket[] _sockets;
    private readonly List<double>[] _latencies;
    private long _delivered;
    private int _lost;

    private Listeners(RawSocket[] sockets)
    {
        (_sockets, _latencies) = (sockets, [.. sockets.Select(_ => new List<double>())]);
        foreach (var (socket, latencies) in sockets.Zip(_latencies))
            _ = Listen(socket, latencies);
    }

    /// <summary>The number of frames with a timestamp, of all sockets.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>The number of sockets that the server has closed.</summary>
    public int Lost => Volatile.Read(ref _lost);

    public int Count => _sockets.Length;

    /// <param name="targets">The node, the path and the token of each socket.</param>
    public static async Task<Listeners> Open(IReadOnlyList<(Uri Node, string Path, string Token)> targets)
    {
        var sockets = new RawSocket[targets.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, targets.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (index, _) =>
                sockets[index] = await RawSocket.Open(targets[index].Node, targets[index].Path, targets[index].Token)
        );
        return new(sockets);
    }

    /// <summary>Discards the latencies so far.</summary>
    public void Reset()
    {
        foreach (var latencies in _latencies)
            lock (latencies)
                latencies.Clear();
    }

    /// <summary>
    /// The latencies of each socket in milliseconds, in the order of its frames.
    /// </summary>
    public double[][] Latencies()
    {
        return [.. _latencies.Select(Copy)];

        static double[] Copy(List<double> latencies)
        {
            lock (latencies)
                return [.. latencies];
        }
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private async Task Listen(RawSocket socket, List<double> latencies)
    {
        var closed = await socket.Read(frame =>
        {
            if (Stopwatches.Elapsed(frame.Span) is not { } milliseconds)
                return;
            lock (latencies)
                latencies.Add(milliseconds);
            Interlocked.Increment(ref _delivered);
        });
        if (closed)
            Interlocked.Increment(ref _lost);
    }
}
