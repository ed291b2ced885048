namespace YudaiV3.Chat;

/// <summary>Appends messages of the user, once for each client message id.</summary>
internal sealed class MessageAppender(SessionContext session)
{
    /// <param name="append">Decides the next state, unless the session has a message with the same client id. Null if
    /// what was read is not up to date.</param>
    /// <param name="read">Reads what <paramref name="append"/> needs beside the head.</param>
    /// <exception cref="ConflictException">The client id was used for another content.</exception>
    public async Task<PostedMessage> Append(
        NewMessage message,
        Func<SessionHead, SessionHead?> append,
        Func<SessionHead, Task>? read = null
    )
    {
        var lookedUpAt = 0L;
        while (true)
        {
            var existing = session.Log.Recall(session.Head, message.ClientMessageId, lookedUpAt, out var isFinal);
            if (!isFinal)
            {
                lookedUpAt = session.Head.Sealed;
                existing = await session.Log.LookUp(message.ClientMessageId);
            }
            if (existing is not null)
                return existing.Repeat(session.Key, message);
            if (read is not null)
                await read(session.Head);
            if (await session.Commits.Commit(Decide) is { } posted)
                return posted;

            // Null means: since the look-up so many segments were sealed that its result is not certain any more, or
            // what was read is out of date.
            (SessionHead, PostedMessage?) Decide(SessionHead head)
            {
                var earlier = session.Log.Recall(head, message.ClientMessageId, lookedUpAt, out var isCertain);
                if (!isCertain)
                    return (head, null);
                if (earlier is not null)
                    return (head, earlier.Repeat(session.Key, message));
                if (append(head) is not { } next)
                    return (head, null);
                var messageId = MessageIds.Create(session.Key, next.Seq);
                return (next, new PostedMessage { Seq = next.Seq, MessageId = messageId });
            }
        }
    }
}
