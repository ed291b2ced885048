using System.Diagnostics.Metrics;

namespace YudaiV3.Api.Realtime;

/// <summary>The metrics of this node's WebSockets. <c>docs/operations.md</c> describes them.</summary>
internal static class SocketMetrics
{
    public const string Meter = "YudaiV3.Realtime";

    private static readonly Meter Realtime = new(Meter);
    private static readonly UpDownCounter<long> Sockets = Realtime.CreateUpDownCounter<long>(
        "yudai.realtime.sockets",
        "{socket}",
        "WebSockets that are open."
    );
    private static readonly Counter<long> Frames = Realtime.CreateCounter<long>(
        "yudai.realtime.frames",
        "{frame}",
        "Frames that were sent."
    );
    private static readonly Counter<long> ClosedSockets = Realtime.CreateCounter<long>(
        "yudai.realtime.closed",
        "{socket}",
        "WebSockets that have ended, refused ones too, by close code."
    );

    public static void Opened() => Sockets.Add(1);

    public static void Sent() => Frames.Add(1);

    public static void Ended() => Sockets.Add(-1);

    public static void Closed(CloseReason reason) =>
        ClosedSockets.Add(1, new KeyValuePair<string, object?>("yudai.close.code", reason.Code));
}
