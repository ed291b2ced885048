using System.ComponentModel.DataAnnotations;

namespace YudaiV3.Api.Realtime;

/// <summary>The keep-alive of WebSockets.</summary>
internal sealed record RealtimeOptions
{
    /// <summary>The time between two pings.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A peer that does not answer a ping within this time is disconnected.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(25);
}
