using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat;

// The turns of DAifu: one answer at a time, in the order of the questions.
internal sealed partial class ChatSessionGrain
{
    private readonly Dictionary<long, TaskCompletionSource<Message>> _asking = [];
    private Task _turns = Task.CompletedTask;
    private Turn? _turn;

    public async Task<bool> Stop()
    {
        if (_turn is not { } turn)
            return false;
        turn.Stop();
        try
        {
            return (await turn.Ended).Metadata is { Stopped: true };
        }
        catch (OperationCanceledException) when (turn.Dropped)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            throw Moving();
        }
    }

    /// <summary>Goes on answering where something is unanswered.</summary>
    private void Resume()
    {
        if (_turns.IsCompleted && Head.Unanswered && !_ending.IsCancellationRequested)
            _turns = Answer();
    }

    private async Task Answer()
    {
        try
        {
            while (Head.Unanswered && !_ending.IsCancellationRequested)
            {
                using var turn = await NextTurn();
                await Answer(turn);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The next activation finds the question unanswered.
        }
        catch (Exception fault)
        {
            LogTurnLost(fault, Key);
            DeactivateOnIdle();
        }
        finally
        {
            foreach (var asking in _asking.Values)
                asking.TrySetException(Moving());
            _asking.Clear();
        }
    }

    private async Task Answer(Turn turn)
    {
        _turn = turn;
        try
        {
            await BeInUse(Head.SessionId);
            ShowStatus(
                new AgentStatus
                {
                    Status = AgentState.Processing,
                    CurrentTask = "Answering",
                    StartedAt = time.GetUtcNow(),
                }
            );
            var answer = await Write(turn);
            var kept = answer is null
                ? null
                : await _commits.Commit(head =>
                    turn.Keep(head, answer, _clock.Next()) is { } next ? (next, next.Tail[^1].Message) : (head, null)
                );
            ChatMetrics.Ended(kept, Since(turn.Question));
            if (kept is not null)
            {
                turn.End(kept);
                if (_asking.Remove(turn.Question.Seq, out var asking))
                    asking.TrySetResult(kept);
            }
            ShowEnd(kept);
        }
        finally
        {
            _turn = null;
        }
    }

    /// <summary>The answer as it is to be kept; null where the question was superseded meanwhile.</summary>
    private async Task<Message?> Write(Turn turn)
    {
        var asked = await Question(turn.Question);
        var began = time.GetTimestamp();
        var writing = Task.Run(() => answerer.Answer(asked, turn.Draft, turn.Cancelled));
        await Task.WhenAny(turn.Draft.More, writing); // until the model begins, it takes no part in the pace
        using (pace.Begin())
            while (!writing.IsCompleted)
            {
                ShowDelta(turn, began);
                // what the model writes comes in the pace already
                await Task.WhenAny(Task.Delay(DeltaThrottle.MinInterval, time), writing);
                await Task.WhenAny(turn.Draft.More, writing);
            }
        ShowDelta(turn, began);
        var message = new Message { MessageId = turn.AnswerId, InReplyTo = turn.Question.Message!.MessageId };
        try
        {
            var answered = await writing;
            message = message with
            {
                Role = Speaker.Assistant,
                Content = answered.Content,
                Tokens = answered.Tokens,
                ModelUsed = answered.Model,
                Metadata = new MessageMetadata
                {
                    PromptTokens = answered.PromptTokens,
                    Attempts = answered.Attempts,
                    Cost = answered.Cost,
                },
            };
        }
        catch (OperationCanceledException) when (turn.Dropped)
        {
            return null;
        }
        catch (OperationCanceledException) when (turn.Stopped)
        {
            var text = turn.Draft.Text;
            message = message with
            {
                Role = Speaker.Assistant,
                Content = text,
                Tokens = TokenCounter.Count(text),
                Metadata = new MessageMetadata { Stopped = true },
            };
        }
        catch (ModelException failure)
        {
            message = Failed(message, failure.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogTurnFailed(fault, Key); // silence would be worse, and asking again would fail again
            message = Failed(message, "DAifu could not answer because of a fault of its own.");
        }
        return message with { ProcessingTime = Since(turn.Question).TotalMilliseconds };
    }

    /// <summary>Never less than nothing: the stamps of events that come together run ahead of the clock.</summary>
    private TimeSpan Since(SessionEvent question) =>
        TimeSpan.FromTicks(Math.Max(0, (time.GetUtcNow() - question.At).Ticks));

    private static Message Failed(Message answer, string why) =>
        answer with
        {
            Role = Speaker.System,
            Content = why,
            ErrorMessage = why,
        };

    private void ShowDelta(Turn turn, long began)
    {
        if (turn.TakeDelta() is not { } delta)
            return;
        ChatMetrics.Showed(first: delta.Index == 0, time.GetElapsedTime(began));
        Show(delta);
    }

    private void ShowEnd(Message? answer)
    {
        ShowStatus(
            new AgentStatus
            {
                Status = answer switch
                {
                    null => AgentState.Idle,
                    { Role: Speaker.System } => AgentState.Error,
                    _ => AgentState.Completed,
                },
                CompletedAt = time.GetUtcNow(),
                ErrorMessage = answer?.ErrorMessage,
            }
        );
        Show(new StatisticsFrame { Statistics = Head.Statistics() });
    }

    /// <summary>The first message of the user that has no answer, or else the first answer to write anew.</summary>
    private async Task<Turn> NextTurn()
    {
        var head = Head;
        if (head.LastQuestion > head.AnsweredThrough)
        {
            var question = await _pages.First(head, head.AnsweredThrough, e => e.Message is { Role: Speaker.User })
                ?? throw new InvalidOperationException("The unanswered message is missing.");
            return new Turn(
                question,
                MessageIds.CreateAnswer(Key, question.Seq, 0),
                (newest, answer, at) => newest.Answer(question.Seq, answer, at),
                _ending.Token
            );
        }
        var again = head.Regenerations[0];
        var old = (await _log.Read(head, again.Old)).Message!;
        return new Turn(
            await _log.Read(head, again.Question),
            MessageIds.CreateAnswer(Key, again.Question, again.Version),
            (newest, answer, at) => newest.AnswerRegeneration(again, old, answer, at),
            _ending.Token
        );
    }

    /// <summary>
    /// What DAifu needs to answer: the messages before the question, and the answers to them, which may have come after
    /// it.
    /// </summary>
    private async Task<Question> Question(SessionEvent question)
    {
        const int window = 40;
        var head = Head;
        var news = facts.Get(Owner, head.Repository);
        var around = await _log.Read(head, question.Seq - window, question.Seq);
        var newest = await _log.Read(head, Math.Max(question.Seq, head.Seq - window), head.Seq);
        var cards = await ChosenCards(question.Message!.ContextCards);
        var talk = Conversation.UpTo(question, around.Concat(newest).Where(e => !head.Fold.Supersedes(e.Seq)));
        return new Question
        {
            UserId = Owner,
            Session = head.Describe(Key),
            Messages = talk,
            Cards = cards,
            Files = await FilesFor(talk, cards),
            News = await news,
        };
    }

    private async Task<Message?> AnswerTo(PostedMessage posted, TimeSpan patience)
    {
        if (Head.AnsweredThrough >= posted.Seq)
            return await FindAnswer(posted);
        if (_ending.IsCancellationRequested)
            throw Moving();
        if (!_asking.TryGetValue(posted.Seq, out var asking))
            _asking[posted.Seq] = asking = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return await asking.Task.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static UnavailableException Moving() =>
        new("The session is moving to another server. Please send the same request again.");

    private async Task<Message?> FindAnswer(PostedMessage posted) =>
        (await _pages.First(Head, posted.Seq, e => e.Message?.InReplyTo == posted.MessageId))?.Message
        ?? throw Replaced();

    private static ConflictException Replaced() => new("This message was replaced by another before it was answered.");
}
