namespace YudaiV3.Chat;

/// <summary>How what is said changes a session: pure decisions on its head.</summary>
internal static class SessionTurns
{
    private const int MaxPending = 16;

    /// <summary>Appends what the user says. A closed session is active again.</summary>
    public static SessionHead Ask(this SessionHead head, string key, NewMessage message, int tokens, DateTimeOffset at)
    {
        var asked = head.Append(new SessionEvent { Message = CreateUserMessage(head, key, message, tokens, at) }, at);
        return asked with { LastQuestion = asked.Seq, IsActive = true };
    }

    /// <summary>Appends what the user says in the place of an earlier message and all after it.</summary>
    /// <param name="before">The figures as they were before the earlier message.</param>
    public static SessionHead Edit(
        this SessionHead head,
        string key,
        SessionEvent earlier,
        SessionStatistics before,
        NewMessage message,
        int tokens,
        DateTimeOffset at
    )
    {
        if (head.Fold.Supersedes(earlier.Seq))
            throw new ConflictException("This message was replaced before.");
        var figures = head.Fold.Statistics;
        var edited = head.Append(
            new SessionEvent
            {
                Message = CreateUserMessage(head, key, message, tokens, at) with
                {
                    Supersedes = earlier.Message!.MessageId,
                },
                Supersession = new Supersession
                {
                    From = earlier.Seq,
                    Through = head.Seq,
                    Kept = before with { TotalCost = figures.TotalCost, AgentActions = figures.AgentActions },
                },
            },
            at
        );
        return edited with
        {
            LastQuestion = edited.Seq,
            AnsweredThrough = edited.Seq - 1,
            Regenerations = [],
            IsActive = true,
        };
    }

    /// <summary>Appends the answer to the first message that has none. Null where it needs none any more.</summary>
    public static SessionHead? Answer(this SessionHead head, long question, Message answer, DateTimeOffset at) =>
        head.AnsweredThrough >= question
            ? null
            : head.Append(
                new SessionEvent { Message = answer with { SessionId = head.SessionId, CreatedAt = at } },
                at
            ) with
            {
                AnsweredThrough = question,
            };

    /// <summary>Notes that an answer is to be written anew.</summary>
    public static SessionHead Regenerate(this SessionHead head, Regeneration again)
    {
        if (head.Regenerations.Contains(again))
            return head;
        if (head.Fold.Supersedes(again.Old) || head.Fold.Supersedes(again.Question))
            throw new ConflictException("This message was replaced before.");
        if (head.Regenerations.Length >= MaxPending)
            throw new ConflictException("Too many answers are being written anew.");
        return head with { Regenerations = head.Regenerations.Add(again), IsActive = true };
    }

    /// <summary>Appends an answer in the place of the old one. Null where it is not wanted any more.</summary>
    public static SessionHead? AnswerRegeneration(
        this SessionHead head,
        Regeneration again,
        Message old,
        Message answer,
        DateTimeOffset at
    )
    {
        if (!head.Regenerations.Contains(again))
            return null;
        var happened = new SessionEvent
        {
            Message = answer with { SessionId = head.SessionId, CreatedAt = at, Supersedes = old.MessageId },
            Supersession = new Supersession
            {
                From = again.Old,
                Through = again.Old,
                Kept = head.Fold.Statistics.Without(old),
            },
        };
        return head.Append(happened, at) with { Regenerations = head.Regenerations.Remove(again) };
    }

    private static Message CreateUserMessage(
        SessionHead head,
        string key,
        NewMessage message,
        int tokens,
        DateTimeOffset at
    ) =>
        new()
        {
            MessageId = MessageIds.Create(key, head.Seq + 1),
            SessionId = head.SessionId,
            Content = message.Content,
            Role = Speaker.User,
            IsCode = message.IsCode,
            CreatedAt = at,
            Tokens = tokens,
            ContextCards = message.ContextCards,
            ReferencedFiles = message.FileContext,
            ClientMessageId = message.ClientMessageId,
        };
}
