using Orleans.Concurrency;

namespace YudaiV3.Chat;

/// <summary>
/// What other grains have to show to those who watch a session; the same grain as <see cref="IChatSession"/>.
/// </summary>
[Alias("yudai.chat.session-news")]
internal interface ISessionNotifications : IGrainWithStringKey
{
    /// <summary>Shown to who watches now, and kept for nobody.</summary>
    [Alias("tell"), OneWay]
    Task Publish(LiveFrame news);
}
