using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace YudaiV3.Bench.Memory;

/// <summary>
/// The live heap of a .NET process: the bytes that survive a full collection, which it requests. Free space between
/// objects does not count.
/// </summary>
internal static class LiveHeap
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    public static async Task<double> Measure(int process)
    {
        var provider = new EventPipeProvider(
            ClrTraceEventParser.ProviderName,
            EventLevel.Informational,
            (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect)
        );
        using var session = new DiagnosticsClient(process).StartEventPipeSession(provider, requestRundown: false);
        using var source = new EventPipeEventSource(session.EventStream);
        var collected = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isFull = false;
        source.Clr.GCStart += start => isFull |= start.Depth == 2;
        source.Clr.GCHeapStats += stats =>
        {
            if (isFull)
                collected.TrySetResult(stats.TotalPromoted);
        };
        var reading = Task.Run(source.Process);
        try
        {
            return await collected.Task.WaitAsync(MaxWait);
        }
        finally
        {
            await session.StopAsync(CancellationToken.None);
            await reading;
        }
    }
}
