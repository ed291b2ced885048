namespace YudaiV3.Chat;

/// <summary>Appends messages of the user, once for each client message id.</summary>
internal sealed class MessageAppender(SessionContext session)
{
    /// <param name="append">Decides the next state, unless the session has a message with the same client id.</param>
    /// <exception cref="ConflictException">The client id was used for another content.</exception>
    public async Task<PostedMessage> Append(NewMessage message, Func<SessionHead, SessionHead> append)
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
            if (await session.Commits.Commit(Decide) is { } posted)
                return posted;

            // Null means: since the look-up so many segments were sealed that its result is not certain any more.
            (SessionHead, PostedMessage?) Decide(SessionHead head)
            {
                var earlier = session.Log.Recall(head, message.ClientMessageId, lookedUpAt, out var isCertain);
                if (!isCertain)
                    return (head, null);
                if (earlier is not null)
                    return (head, earlier.Repeat(session.Key, message));
                var next = append(head);
                var messageId = MessageIds.Create(session.Key, next.Seq);
                return (next, new PostedMessage { Seq = next.Seq, MessageId = messageId });
            }
        }
    }
}
