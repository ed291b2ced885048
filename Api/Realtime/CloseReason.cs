using System.Net.WebSockets;

namespace YudaiV3.Api.Realtime;

/// <summary>Why a connection ends.</summary>
internal sealed record CloseReason(int Code, string Reason)
{
    public static readonly CloseReason Unauthorized = new(4401, "No or bad credentials.");
    public static readonly CloseReason Expired = new(4401, "The login has ended.");
    public static readonly CloseReason NotFound = new(4404, "There is no such session.");
    public static readonly CloseReason Unavailable = new(1013, "The session cannot be reached now; come back.");
    public static readonly CloseReason TooSlow = new(1013, "The connection does not keep up; come back with since.");
    public static readonly CloseReason ShuttingDown = new(1012, "The server restarts; come back.");
    public static readonly CloseReason BadFrames = new(1007, "Three frames in a row could not be read.");
    public static readonly CloseReason TooLarge = new(
        1009,
        "Three frames in a row could not be read, the last one for its size."
    );
    public static readonly CloseReason ByClient = new(1000, "");

    public WebSocketCloseStatus Status => (WebSocketCloseStatus)Code;
}
