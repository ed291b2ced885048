using System.Diagnostics.Metrics;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// What operators want to know of a node's WebSockets. Names and meanings are in <c>docs/operations.md</c>.
/// </summary>
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
    private static readonly Counter<long> Closed = Realtime.CreateCounter<long>(
        "yudai.realtime.closed",
        "{socket}",
        "WebSockets that have ended, refused ones too, by close code."
    );

    public static void Opened() => Sockets.Add(1);

    public static void Sent() => Frames.Add(1);

    public static void Ended() => Sockets.Add(-1);

    public static void SaidGoodbye(CloseReason why) =>
        Closed.Add(1, new KeyValuePair<string, object?>("yudai.close.code", why.Code));
}
