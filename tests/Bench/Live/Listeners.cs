using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Live;

/// <summary>Many sockets, and when what they were sent had left.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly RawSocket[] _sockets;
    private readonly List<double>[] _took;
    private long _delivered;
    private int _lost;

    private Listeners(RawSocket[] sockets)
    {
        (_sockets, _took) = (sockets, [.. sockets.Select(_ => new List<double>())]);
        foreach (var (socket, took) in sockets.Zip(_took))
            _ = Listen(socket, took);
    }

    /// <summary>Frames that had a time in them, of all sockets.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Sockets that the server has closed.</summary>
    public int Lost => Volatile.Read(ref _lost);

    public int Count => _sockets.Length;

    /// <param name="places">Where each of them connects, and with which token.</param>
    public static async Task<Listeners> Open(IReadOnlyList<(Uri Node, string Path, string Token)> places)
    {
        var sockets = new RawSocket[places.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, places.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (at, _) => sockets[at] = await RawSocket.Open(places[at].Node, places[at].Path, places[at].Token)
        );
        return new(sockets);
    }

    /// <summary>Forgets the times so far.</summary>
    public void Reset()
    {
        foreach (var took in _took)
            lock (took)
                took.Clear();
    }

    /// <summary>
    /// Milliseconds that each frame was on its way, in the order in which the frames of a socket came.
    /// </summary>
    public double[][] Times()
    {
        return [.. _took.Select(Copy)];

        static double[] Copy(List<double> took)
        {
            lock (took)
                return [.. took];
        }
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private async Task Listen(RawSocket socket, List<double> took)
    {
        var closed = await socket.Read(frame =>
        {
            if (Stopwatches.Elapsed(frame.Span) is not { } milliseconds)
                return;
            lock (took)
                took.Add(milliseconds);
            Interlocked.Increment(ref _delivered);
        });
        if (closed)
            Interlocked.Increment(ref _lost);
    }
}
