using System.Net.WebSockets;

namespace YudaiV3.Api.Realtime;

/// <summary>Why a connection ends, as sent in the close frame.</summary>
internal sealed record CloseReason(int Code, string Text)
{
    public static readonly CloseReason Unauthorized = new(4401, "No or bad credentials.");
    public static readonly CloseReason Expired = new(4401, "The login has ended.");
    public static readonly CloseReason NotFound = new(4404, "There is no such session.");
    public static readonly CloseReason Unavailable = new(1013, "The session cannot be reached now; reconnect later.");
    public static readonly CloseReason TooSlow = new(1013, "The client does not keep up; reconnect with since.");
    public static readonly CloseReason ShuttingDown = new(1012, "The server restarts; reconnect.");
    public static readonly CloseReason BadFrames = new(1007, "Three frames in a row could not be read.");
    public static readonly CloseReason TooLarge = new(
        1009,
        "Three frames in a row could not be read; the last one was too large."
    );
    public static readonly CloseReason ByClient = new(1000, "");

    public WebSocketCloseStatus Status => (WebSocketCloseStatus)Code;
}
