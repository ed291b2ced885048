using YudaiV3.Auth;
using YudaiV3.Hosting;

namespace YudaiV3.Chat;

/// <summary>
/// Answers a session's questions one by one, in their order. After a fault it goes on where it was: a finished answer
/// whose write failed is written again, not asked for again. Runs on the grain's scheduler.
/// </summary>
/// <param name="keepActive">Keeps the activation for a time, because it has an answer that is not written yet.</param>
internal sealed class AnswerRunner : IDisposable
{
    private static readonly TimeSpan RetryWindow = TimeSpan.FromMinutes(2);

    private readonly Dictionary<long, TaskCompletionSource<Message>> _waiting = [];
    private readonly SessionContext _session;
    private readonly SessionRegistration _registration;
    private readonly AnswerWriter _writer;
    private readonly OwedTurns _owed;
    private readonly Action<TimeSpan> _keepActive;
    private readonly SupervisedTask _task;
    private Turn? _turn;
    private TurnAttempt? _used;
    private TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AnswerRunner(
        SessionContext session,
        SessionRegistration registration,
        AnswerWriter writer,
        Action<TimeSpan> keepActive
    )
    {
        (_session, _registration, _writer, _keepActive) = (session, registration, writer, keepActive);
        _owed = new OwedTurns(session);
        _task = new SupervisedTask(
            $"turns of {session.Key}",
            Run,
            session.Time,
            session.Logger,
            session.Ending,
            session.Commits.Recover
        )
        {
            MinBackoff = TimeSpan.FromMilliseconds(500),
            MaxBackoff = TimeSpan.FromSeconds(15),
        };
    }

    /// <summary>Completes when no turn is running.</summary>
    public Task Completion => _task.Completion;

    /// <summary>Starts to answer if a turn is owed.</summary>
    public void Resume()
    {
        if (_session.Head.Unanswered && !_session.IsEnding)
            _task.Request().Ignore();
    }

    /// <summary>Reads the state again after a failed write, and goes on with what is owed by it.</summary>
    public async Task<TimeSpan?> Recover()
    {
        await _session.Commits.Recover();
        Resume();
        return null;
    }

    /// <summary>
    /// Stops the turn in progress, or the one that is about to start. Returns when its answer is durable.
    /// </summary>
    /// <param name="messageId">The question or the answer to stop; null for the turn in progress.</param>
    /// <returns>Whether the answer was stopped; null if there is no such turn.</returns>
    public async Task<bool?> Stop(string? messageId)
    {
        while (_turn is null && _session.Head.Unanswered && !_session.IsEnding)
            await Started();
        if (_turn is not { } turn || messageId is not null && !turn.IsFor(messageId))
            return null;
        turn.Stop();
        try
        {
            return (await turn.Ended.WaitAsync(_session.Ending)).Metadata is { Stopped: true };
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

    /// <summary>
    /// Ends the turn of a superseded question, and fails the calls that wait for its answer. Runs before clients get
    /// the event that supersedes it.
    /// </summary>
    public void DropSuperseded()
    {
        var fold = _session.Head.Fold;
        if (_turn is { IsDropped: false } turn && fold.Supersedes(turn.Question.Seq))
        {
            turn.Drop();
            _session.Observers.Discard(turn.AnswerId);
        }
        foreach (var (seq, waiting) in _waiting.Where(waiting => fold.Supersedes(waiting.Key)).ToArray())
        {
            _waiting.Remove(seq);
            waiting.TrySetException(Replaced());
        }
    }

    /// <summary>Waits for the answer to a message; null if it takes longer than <paramref name="maxWait"/>.</summary>
    public async Task<Message?> WaitForAnswer(PostedMessage posted, TimeSpan maxWait)
    {
        var isSuperseded = await _session.IsSuperseded(_session.Head, posted.Seq);
        var (head, key) = (_session.Head, _session.Key); // It may have changed during the read.
        if (isSuperseded || head.Fold.Supersedes(posted.Seq))
            throw Replaced();
        if (head.AnsweredThrough >= posted.Seq)
            return (await _session.Pages.Find(head, key, MessageIds.CreateAnswer(key, posted.Seq, 0)))?.Message
                ?? throw Replaced();
        if (!_waiting.TryGetValue(posted.Seq, out var waiting))
            _waiting[posted.Seq] = waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return await waiting.Task.WaitAsync(maxWait, _session.Time, _session.Ending);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            throw Moving();
        }
    }

    public void Dispose() => _turn?.Dispose();

    private async Task<TimeSpan?> Run()
    {
        while (_turn is not null || _session.Head.Unanswered)
        {
            _session.Ending.ThrowIfCancellationRequested();
            if (_turn is null)
            {
                _turn = await _owed.First();
                _started.TrySetResult();
                _started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            var answer = await Answer(_turn);
            End(_turn, answer);
            _turn.Dispose();
            _turn = null;
        }
        return null;
    }

    private async Task Started()
    {
        try
        {
            await _started.Task.WaitAsync(TimeSpan.FromSeconds(10), _session.Time, _session.Ending);
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            throw Moving();
        }
    }

    /// <summary>The durable answer; null if it is not wanted any more.</summary>
    private async Task<Message?> Answer(Turn turn)
    {
        CurrentLogin.Id = turn.LoginId; // The task began in a call of another login, or in none.
        if (turn.Answer is null && !turn.IsDropped)
        {
            await _registration.Activate(_session.Head.SessionId);
            var attempt = await CountAttempt(turn);
            _session.Publish(TurnStatus.Started(_session.Time.GetUtcNow()));
            turn.Answer =
                attempt.Count > TurnAttempt.MaxCount
                    ? turn.CreateFailure("DAifu was interrupted too often while it answered.")
                    : await _writer.Write(turn, attempt.NotBefore);
        }
        if (turn.Answer is not { } answer || turn.IsDropped)
            return null;
        _keepActive(RetryWindow);
        return await _session.Commits.Commit(head =>
            turn.Append(head, answer, _session.Clock.Next()) is { } next ? (next, next.Tail[^1].Message) : (head, null)
        );
    }

    /// <summary>Counts the attempt, unless the write that made this turn the next one has counted it.</summary>
    private async Task<TurnAttempt> CountAttempt(Turn turn)
    {
        var session = _session;
        if (
            session.Head.Attempt is not { } attempt
            || !attempt.IsAt(turn.Question.Seq, turn.Version)
            || attempt.Activation != session.Activation
            || attempt == _used
        )
        {
            var now = session.Time.GetUtcNow();
            await session.Commit(head => head.CountAttempt(turn.Question.Seq, turn.Version, now, session.Activation));
        }
        return _used = session.Head.Attempt!;
    }

    private void End(Turn turn, Message? answer)
    {
        ChatMetrics.TurnEnded(answer, _session.ElapsedSince(turn.Question));
        if (answer is not null)
        {
            turn.End(answer);
            if (_waiting.Remove(turn.Question.Seq, out var waiting))
                waiting.TrySetResult(answer);
        }
        _session.Publish(TurnStatus.Ended(answer, _session.Time.GetUtcNow()));
        _session.Publish(new StatisticsFrame { Statistics = _session.Head.Statistics() });
    }

    private static UnavailableException Moving() =>
        new("The session is moving to another server. Please send the same request again.");

    private static ConflictException Replaced() => new("This message was replaced by another before it was answered.");
}
