using System.Text;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Chat;

/// <summary>
/// Connections that post messages to their own sessions. Each sends the next message when the previous one is
/// acknowledged.
/// </summary>
internal sealed class TurnClients : IDisposable
{
    private const string IdPlaceholder = "00000000000000000000";
    private readonly HttpConnection[] _connections;
    private readonly (byte[] Bytes, int IdOffset)[][] _requests;
    private readonly int[] _next;
    private long _sent;

    private TurnClients(HttpConnection[] connections, (byte[], int)[][] requests) =>
        (_connections, _requests, _next) = (connections, requests, new int[connections.Length]);

    public long Sent => Volatile.Read(ref _sent);

    /// <param name="path">The path of one of the two operations that post a message.</param>
    /// <param name="sessions">The owners' tokens and the session ids. Each session belongs to one connection.</param>
    public static async Task<TurnClients> Start(
        Uri node,
        string path,
        int connections,
        IReadOnlyList<(string Token, string Session)> sessions
    ) =>
        new(
            await HttpConnection.Open(node, connections),
            [
                .. Enumerable
                    .Range(0, connections)
                    .Select(caller =>
                        sessions
                            .Where((_, index) => index % connections == caller)
                            .Select(session => Request(path, session))
                            .ToArray()
                    ),
            ]
        );

    /// <summary>Posts the next message of a caller.</summary>
    public ValueTask Post(int caller)
    {
        var requests = _requests[caller];
        var (request, idOffset) = requests[_next[caller]++ % requests.Length];
        if (!Interlocked.Increment(ref _sent).TryFormat(request.AsSpan(idOffset, IdPlaceholder.Length), out _, "D20"))
            throw new InvalidOperationException("The number is longer than its placeholder.");
        return _connections[caller].SendExpectingSuccess(request);
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private static (byte[], int) Request(string path, (string Token, string Session) target)
    {
        var bytes = HttpConnection.Request("POST", path, target.Token, Json(target.Session));
        return (bytes, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(IdPlaceholder)));
    }

    private static string Json(string session) =>
        $$$"""{"client_message_id":"{{{Guid.NewGuid():N}}}-{{{IdPlaceholder}}}","session_id":"{{{session}}}","""
        + """ "message":{"content":"Why does the parser lose the last line of a file without a newline?"}}""";
}
