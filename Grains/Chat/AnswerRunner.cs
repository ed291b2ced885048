namespace YudaiV3.Chat;

/// <summary>
/// Answers a session's questions one by one, in their order. Runs on the grain's scheduler.
/// </summary>
/// <param name="deactivate">Ends the activation after a failure that leaves a question unanswered.</param>
internal sealed class AnswerRunner(
    SessionContext session,
    SessionRegistration registration,
    AnswerWriter writer,
    Action deactivate
)
{
    private readonly Dictionary<long, TaskCompletionSource<Message>> _waiting = [];
    private Turn? _turn;

    /// <summary>Completes when no turn is running.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Starts to answer if a question is unanswered.</summary>
    public void Resume()
    {
        if (Completion.IsCompleted && session.Head.Unanswered && !session.IsEnding)
            Completion = Run();
    }

    /// <summary>Stops the turn in progress. Returns when its answer is durable; false if there is none.</summary>
    public async Task<bool> Stop()
    {
        if (_turn is not { } turn)
            return false;
        turn.Stop();
        try
        {
            return (await turn.Ended).Metadata is { Stopped: true };
        }
        catch (OperationCanceledException) when (turn.IsDropped)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            throw Moving();
        }
    }

    /// <summary>Ends the turns of superseded questions and fails the calls that wait for their answers.</summary>
    public void DropSuperseded()
    {
        var fold = session.Head.Fold;
        if (_turn is { } turn && fold.Supersedes(turn.Question.Seq))
            turn.Drop();
        foreach (var (seq, waiting) in _waiting.Where(waiting => fold.Supersedes(waiting.Key)).ToArray())
        {
            _waiting.Remove(seq);
            waiting.TrySetException(Replaced());
        }
    }

    /// <summary>Waits for the answer to a message; null if it takes longer than <paramref name="maxWait"/>.</summary>
    public async Task<Message?> WaitForAnswer(PostedMessage posted, TimeSpan maxWait)
    {
        if (session.Head.AnsweredThrough >= posted.Seq)
            return await FindAnswer(posted);
        if (session.IsEnding)
            throw Moving();
        if (!_waiting.TryGetValue(posted.Seq, out var waiting))
            _waiting[posted.Seq] = waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return await waiting.Task.WaitAsync(maxWait, session.Time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<Message> FindAnswer(PostedMessage posted)
    {
        var answer = await session.Pages.First(session.Head, posted.Seq, e => e.Message?.InReplyTo == posted.MessageId);
        return answer?.Message ?? throw Replaced();
    }

    private async Task Run()
    {
        try
        {
            while (session.Head.Unanswered && !session.IsEnding)
            {
                using var turn = await NextTurn();
                await Answer(turn);
            }
        }
        catch (OperationCanceledException) when (session.IsEnding)
        {
            // The next activation finds the question unanswered.
        }
        catch (Exception exception)
        {
            session.Logger.TurnLost(exception, session.Key);
            deactivate();
        }
        finally
        {
            foreach (var waiting in _waiting.Values)
                waiting.TrySetException(Moving());
            _waiting.Clear();
        }
    }

    /// <summary>The turn for the first unanswered message, or else for the first requested regeneration.</summary>
    private async Task<Turn> NextTurn()
    {
        var (key, head) = (session.Key, session.Head);
        if (head.LastQuestion > head.AnsweredThrough)
        {
            var question = await session.Pages.First(head, head.AnsweredThrough, e =>
                e.Message is { Role: Speaker.User }
            ) ?? throw new InvalidOperationException("The unanswered message is missing.");
            return new Turn(
                question,
                MessageIds.CreateAnswer(key, question.Seq, 0),
                (newest, answer, at) => newest.Answer(question.Seq, answer, at),
                session.Ending
            );
        }
        var regeneration = head.Regenerations[0];
        var old = (await session.Log.Read(head, regeneration.Old)).Message!;
        return new Turn(
            await session.Log.Read(head, regeneration.Question),
            regeneration.AnswerId(key),
            (newest, answer, at) => newest.AnswerRegeneration(regeneration, old, answer, at),
            session.Ending
        );
    }

    private async Task Answer(Turn turn)
    {
        _turn = turn;
        try
        {
            await registration.Activate(session.Head.SessionId);
            PublishStart();
            var answer = await writer.Write(turn);
            var durable = answer is null ? null : await Append(turn, answer);
            ChatMetrics.TurnEnded(durable, session.ElapsedSince(turn.Question));
            if (durable is not null)
            {
                turn.End(durable);
                if (_waiting.Remove(turn.Question.Seq, out var waiting))
                    waiting.TrySetResult(durable);
            }
            PublishEnd(durable);
        }
        finally
        {
            _turn = null;
        }
    }

    private Task<Message?> Append(Turn turn, Message answer) =>
        session.Commits.Commit(head =>
            turn.Append(head, answer, session.Clock.Next()) is { } next ? (next, next.Tail[^1].Message) : (head, null)
        );

    private void PublishStart() =>
        session.Publish(
            new StatusFrame
            {
                Status = new AgentStatus
                {
                    Status = AgentState.Processing,
                    CurrentTask = "Answering",
                    StartedAt = session.Time.GetUtcNow(),
                },
            }
        );

    private void PublishEnd(Message? answer)
    {
        var state = answer switch
        {
            null => AgentState.Idle,
            { Role: Speaker.System } => AgentState.Error,
            _ => AgentState.Completed,
        };
        var status = new AgentStatus
        {
            Status = state,
            CompletedAt = session.Time.GetUtcNow(),
            ErrorMessage = answer?.ErrorMessage,
        };
        session.Publish(new StatusFrame { Status = status });
        session.Publish(new StatisticsFrame { Statistics = session.Head.Statistics() });
    }

    private static UnavailableException Moving() =>
        new("The session is moving to another server. Please send the same request again.");

    private static ConflictException Replaced() => new("This message was replaced by another before it was answered.");
}
