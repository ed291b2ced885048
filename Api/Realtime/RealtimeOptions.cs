using System.ComponentModel.DataAnnotations;

namespace YudaiV3.Api.Realtime;

/// <summary>How WebSockets are kept alive.</summary>
internal sealed record RealtimeOptions
{
    /// <summary>Between two pings to a peer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a peer may take to answer one before the connection is dropped.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(25);
}
