using System.Text.Json;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>
/// Reads an <c>update_agent_status</c> frame. Its fields are in <c>data</c> only, because the frame has its own
/// <c>type</c>.
/// </summary>
internal static class ClientStatus
{
    /// <exception cref="InvalidException">The fields are not an agent's status.</exception>
    public static AgentStatus Read(ClientFrame frame)
    {
        if (frame.Data.ValueKind != JsonValueKind.Object)
            throw new InvalidException("data", "data must be an agent's status.");
        try
        {
            var status = frame.Data.Deserialize(ApiJson.TypeInfo<AgentStatus>())!;
            return status.Progress is null or (>= 0 and <= 100)
                ? status
                : throw new InvalidException("progress", "progress is in percent, 0 to 100.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidException("data", "The fields are not those of an agent's status.");
        }
    }
}
