using YudaiV3.Auth;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat;

/// <summary>
/// Accepts what DAifu has to answer: new messages, edits, and requests for new answers. Before a change, the owner's
/// list has the session and the reminder is registered. After it, the session answers.
/// </summary>
internal sealed class MessagePoster(
    SessionContext session,
    SessionRegistration registration,
    UnansweredReminder reminder,
    AnswerRunner answers
)
{
    private readonly MessageAppender _appender = new(session);
    private readonly KeptTurnsReader _keptTurns = new(session.Log);

    public async Task<PostedMessage> Post(NewMessage message)
    {
        if (message.Session is null)
            session.RequireSession();
        message = message with { LoginId = CurrentLogin.Id };
        var place = await registration.Activate(
            session.Head.Exists ? session.Head.SessionId : message.Session!.SessionId
        );
        using var hold = await reminder.Hold();
        var tokens = TokenCounter.Count(message.Content);
        var posted = await _appender.Append(message, head =>
        {
            var started = head.Exists ? head : SessionHead.Start(message.Session!, place, session.Time.GetUtcNow());
            return started.Ask(session.Key, message, tokens, session.Clock.Next(), session.Activation);
        });
        answers.Resume();
        return posted;
    }

    public async Task<PostedMessage> Edit(string messageId, NewMessage message)
    {
        message = message with { LoginId = CurrentLogin.Id };
        var earlier = await session.FindMessage(messageId);
        if (earlier.Message!.Role != Speaker.User)
            throw SessionContext.MissingMessage();
        await registration.Activate(session.Head.SessionId);
        using var hold = await reminder.Hold();
        var tokens = TokenCounter.Count(message.Content);
        var (readAt, kept) = (session.Head, (KeptTurns?)null);
        var posted = await _appender.Append(message, Append, Read);
        answers.Resume();
        return posted;

        async Task Read(SessionHead head) =>
            (readAt, kept) = (
                head,
                await session.IsSuperseded(head, earlier.Seq) ? null : await _keptTurns.Read(head, earlier)
            );

        SessionHead? Append(SessionHead head)
        {
            if (kept is null)
                throw TurnDecisions.Replaced();
            var isAnswered = head.Tail.Any(e => e.Seq > readAt.Seq && e.Message is { Role: not Speaker.User });
            return isAnswered || head.Sealed != readAt.Sealed
                ? null
                : head.Edit(session.Key, earlier, kept, message, tokens, session.Clock.Next(), session.Activation);
        }
    }

    public async Task<PostedMessage> Regenerate(string messageId)
    {
        var old = await session.FindMessage(messageId);
        var regeneration = Regeneration.From(session.Key, old) ?? throw SessionContext.MissingMessage();
        var answer = new PostedMessage { MessageId = regeneration.AnswerId(session.Key), Seq = regeneration.Question };
        await registration.Activate(session.Head.SessionId);
        using var hold = await reminder.Hold();
        while (true)
        {
            var readAt = session.Head;
            if (await session.IsSuperseded(readAt, old.Seq))
                return await session.Pages.Find(readAt, session.Key, answer.MessageId) is not null
                    ? answer
                    : throw TurnDecisions.Replaced();
            var isCommitted = await session.Commits.Commit(head =>
                head.Sealed == readAt.Sealed && !head.Fold.Supersedes(old.Seq)
                    ? (head.Regenerate(regeneration, session.Activation), true)
                    : (head, false)
            );
            if (!isCommitted)
                continue;
            answers.Resume();
            return answer;
        }
    }
}
