using System.Text;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Chat;

/// <summary>
/// Connections that post messages to sessions of their own, each as soon as the last one was acknowledged.
/// </summary>
internal sealed class TurnClients : IDisposable
{
    private const string Id = "00000000000000000000";
    private readonly HttpConnection[] _connections;
    private readonly (byte[] Bytes, int IdAt)[][] _requests;
    private readonly int[] _at;
    private long _sent;

    private TurnClients(HttpConnection[] connections, (byte[], int)[][] requests) =>
        (_connections, _requests, _at) = (connections, requests, new int[connections.Length]);

    public long Sent => Volatile.Read(ref _sent);

    /// <param name="path">Which of the two ways to post.</param>
    /// <param name="sessions">Whose session and its id; each belongs to one connection.</param>
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
                            .Where((_, at) => at % connections == caller)
                            .Select(session => Request(path, session))
                            .ToArray()
                    ),
            ]
        );

    /// <summary>Posts the caller's next message.</summary>
    public ValueTask Post(int caller)
    {
        var mine = _requests[caller];
        var (request, idAt) = mine[_at[caller]++ % mine.Length];
        if (!Interlocked.Increment(ref _sent).TryFormat(request.AsSpan(idAt, Id.Length), out _, "D20"))
            throw new InvalidOperationException("The number has no room.");
        return _connections[caller].Demand(request);
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private static (byte[], int) Request(string path, (string Token, string Session) whose)
    {
        var bytes = HttpConnection.Request("POST", path, whose.Token, Json(whose.Session));
        return (bytes, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Id)));
    }

    private static string Json(string session) =>
        $$$"""{"client_message_id":"{{{Guid.NewGuid():N}}}-{{{Id}}}","session_id":"{{{session}}}","message":{"content":"Why does the parser lose the last line of a file without a newline?"}}""";
}
