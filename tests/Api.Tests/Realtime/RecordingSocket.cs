using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace YudaiV3.Api.Realtime;

/// <summary>The server side of a connection whose client is the test.</summary>
internal sealed class RecordingSocket : WebSocket
{
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource<int> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebSocketState _state = WebSocketState.Open;

    /// <summary>Sends wait for this task, as if the client did not read.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Completes when a send begins.</summary>
    public TaskCompletionSource Sending { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<int> Closed => _closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
    public int Unread => _frames.Reader.Count;

    /// <summary>The array of the last frame.</summary>
    public byte[]? LastSent { get; private set; }

    public override WebSocketState State => _state;
    public override WebSocketCloseStatus? CloseStatus => null;
    public override string? CloseStatusDescription => null;
    public override string? SubProtocol => null;

    public async Task<JsonElement> Next() =>
        await _frames.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public async Task<List<JsonElement>> Next(int count)
    {
        List<JsonElement> frames = [];
        while (frames.Count < count)
            frames.Add(await Next());
        return frames;
    }

    public override async Task SendAsync(
        ArraySegment<byte> buffer,
        WebSocketMessageType messageType,
        bool endOfMessage,
        CancellationToken cancellationToken
    )
    {
        Sending.TrySetResult();
        await Gate;
        if (_state == WebSocketState.Aborted)
            throw new WebSocketException(WebSocketError.InvalidState);
        LastSent = buffer.Array;
        _frames.Writer.TryWrite(JsonElement.Parse(buffer));
    }

    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus,
        string? statusDescription,
        CancellationToken cancellationToken
    )
    {
        _state = WebSocketState.CloseSent;
        _closed.TrySetResult((int)closeStatus);
        return Task.CompletedTask;
    }

    public override void Abort()
    {
        _state = WebSocketState.Aborted;
        _closed.TrySetResult(1006);
    }

    public override Task CloseAsync(
        WebSocketCloseStatus closeStatus,
        string? statusDescription,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>The client sends nothing but the answer to a close frame.</summary>
    public override async Task<WebSocketReceiveResult> ReceiveAsync(
        ArraySegment<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        await _closed.Task.WaitAsync(cancellationToken);
        return new(0, WebSocketMessageType.Close, endOfMessage: true);
    }

    public override void Dispose() { }
}
