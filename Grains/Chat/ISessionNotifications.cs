using Orleans.Concurrency;

namespace YudaiV3.Chat;

/// <summary>
/// Publishes frames of other grains to a session's observers. Implemented by the same grain as
/// <see cref="IChatSession"/>.
/// </summary>
[Alias("yudai.chat.session-news")]
internal interface ISessionNotifications : IGrainWithStringKey
{
    /// <summary>Sends a frame to the current observers. It is not stored.</summary>
    [Alias("tell"), OneWay]
    Task Publish(LiveFrame frame);
}
