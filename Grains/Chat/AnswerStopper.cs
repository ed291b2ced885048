namespace YudaiV3.Chat;

/// <summary>
/// Stops answers. A stop that names a message stops only that one, also if it is repeated after a lost reply. A stop
/// without a name that follows another within <see cref="SameStop"/> means the same answer.
/// </summary>
internal sealed class AnswerStopper(SessionContext session, AnswerRunner answers)
{
    private static readonly TimeSpan SameStop = TimeSpan.FromSeconds(2);

    /// <summary>Whether the answer was stopped.</summary>
    public async Task<bool> Stop(string? messageId)
    {
        session.RequireSession();
        if (messageId is null)
            return WasJustStopped() || await answers.Stop(null) is true;
        return await answers.Stop(messageId) ?? (await Find(messageId))?.Metadata is { Stopped: true };
    }

    // The log knows it, so it survives a crash.
    private bool WasJustStopped() =>
        session.Head.Tail.LastOrDefault(e => e.Message is { Role: not Speaker.User }) is { } last
        && last.Message!.Metadata is { Stopped: true }
        && session.Time.GetUtcNow() - last.At < SameStop;

    /// <summary>The finished answer that the id names, or that answers the question of the id.</summary>
    private async Task<Message?> Find(string messageId)
    {
        var (head, key) = (session.Head, session.Key);
        var found = await session.Pages.Find(head, key, messageId);
        return found?.Message is { Role: Speaker.User }
            ? await session.Pages.FindAnswer(head, key, found.Seq)
            : found?.Message;
    }
}
