using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace YudaiV3.Bench.Memory;

/// <summary>
/// What a process of .NET really holds: bytes that survive a whole collection, which is asked for. Gaps between them,
/// which later objects fill, do not count.
/// </summary>
internal static class LiveHeap
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<double> Of(int process)
    {
        var provider = new EventPipeProvider(
            ClrTraceEventParser.ProviderName,
            EventLevel.Informational,
            (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect)
        );
        using var session = new DiagnosticsClient(process).StartEventPipeSession(provider, requestRundown: false);
        using var source = new EventPipeEventSource(session.EventStream);
        var collected = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        var whole = false;
        source.Clr.GCStart += start => whole |= start.Depth == 2;
        source.Clr.GCHeapStats += stats =>
        {
            if (whole)
                collected.TrySetResult(stats.TotalPromoted);
        };
        var reading = Task.Run(source.Process);
        try
        {
            return await collected.Task.WaitAsync(Patience);
        }
        finally
        {
            await session.StopAsync(CancellationToken.None);
            await reading;
        }
    }
}
