namespace YudaiV3.Chat;

/// <summary>Finds the turn that is answered next.</summary>
internal sealed class OwedTurns(SessionContext session)
{
    /// <summary>The turn of the first owed question, or else of the first requested regeneration.</summary>
    public async Task<Turn> First()
    {
        var (key, head) = (session.Key, session.Head);
        if (head.LastQuestion > head.AnsweredThrough)
        {
            var question = await NextQuestion(head);
            return new Turn(
                question,
                0,
                MessageIds.CreateAnswer(key, question.Seq, 0),
                (newest, answer, at) => newest.Answer(question.Seq, answer, at, session.Activation),
                session.Ending
            )
            {
                LoginId = question.LoginId,
            };
        }
        var regeneration = head.Regenerations[0];
        var old = (await session.Log.Read(head, regeneration.Old)).Message!;
        return new Turn(
            await session.Log.Read(head, regeneration.Question),
            regeneration.Version,
            regeneration.AnswerId(key),
            (newest, answer, at) => newest.AnswerRegeneration(regeneration, old, answer, at, session.Activation),
            session.Ending
        )
        {
            LoginId = regeneration.LoginId,
        };
    }

    private async Task<SessionEvent> NextQuestion(SessionHead head)
    {
        var after = head.AnsweredThrough;
        while (true)
        {
            var next = await session.Pages.First(head, after, e => e.Message is { Role: Speaker.User })
                ?? throw new InvalidOperationException("The unanswered message is missing.");
            if (!await session.IsSuperseded(head, next.Seq))
                return next;
            after = next.Seq;
        }
    }
}
