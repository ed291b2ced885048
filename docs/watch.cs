// Prints every frame of a session. Usage: dotnet run docs/watch.cs <ws address of the session> <bearer token>
using System.Net.WebSockets;
using System.Text;

using var socket = new ClientWebSocket();
socket.Options.SetRequestHeader("Authorization", $"Bearer {args[1]}");
await socket.ConnectAsync(new Uri(args[0]), CancellationToken.None);
var buffer = new byte[64 * 1024];
var frame = new StringBuilder();
while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: WebSocketMessageType.Text } part)
{
    frame.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
    if (!part.EndOfMessage)
        continue;
    Console.WriteLine(frame);
    frame.Clear();
}
Console.WriteLine($"closed: {(int?)socket.CloseStatus} {socket.CloseStatusDescription}");
