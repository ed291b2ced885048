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

    public async Task<PostedMessage> Post(NewMessage message)
    {
        if (message.Session is null)
            session.RequireSession();
        var place = await registration.Activate(
            session.Head.Exists ? session.Head.SessionId : message.Session!.SessionId
        );
        await reminder.Register();
        var tokens = TokenCounter.Count(message.Content);
        var posted = await _appender.Append(message, head =>
        {
            var started = head.Exists ? head : SessionHead.Start(message.Session!, place, session.Time.GetUtcNow());
            return started.Ask(session.Key, message, tokens, session.Clock.Next());
        });
        answers.Resume();
        return posted;
    }

    public async Task<PostedMessage> Edit(string messageId, NewMessage message)
    {
        var earlier = await session.FindMessage(messageId);
        if (earlier.Message!.Role != Speaker.User)
            throw SessionContext.MissingMessage();
        var before = await session.Log.Fold(session.Head, earlier.Seq - 1);
        await registration.Activate(session.Head.SessionId);
        await reminder.Register();
        var tokens = TokenCounter.Count(message.Content);
        var posted = await _appender.Append(message, head =>
            head.Edit(session.Key, earlier, before.Statistics, message, tokens, session.Clock.Next())
        );
        answers.DropSuperseded();
        answers.Resume();
        return posted;
    }

    public async Task<PostedMessage> Regenerate(string messageId)
    {
        var old = await session.FindMessage(messageId);
        var regeneration = Regeneration.From(session.Key, old) ?? throw SessionContext.MissingMessage();
        var answer = new PostedMessage { MessageId = regeneration.AnswerId(session.Key), Seq = regeneration.Question };
        if (await session.Pages.Find(session.Head, session.Key, answer.MessageId) is not null)
            return answer;
        await registration.Activate(session.Head.SessionId);
        await reminder.Register();
        await session.Commit(head => head.Regenerate(regeneration));
        answers.Resume();
        return answer;
    }
}
