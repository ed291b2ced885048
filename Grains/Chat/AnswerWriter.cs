using YudaiV3.Chat.Answering;

namespace YudaiV3.Chat;

/// <summary>
/// Has the model write the answer of a turn, and publishes the text meanwhile. Only the model call runs outside the
/// grain's scheduler.
/// </summary>
internal sealed class AnswerWriter(
    SessionContext session,
    QuestionBuilder questions,
    AnswerGenerator generator,
    DeltaThrottle throttle
)
{
    /// <summary>Runs the model; null if the question was superseded meanwhile.</summary>
    /// <param name="notBefore">The model is called at this time or later.</param>
    public async Task<Message?> Write(Turn turn, DateTimeOffset notBefore)
    {
        var question = await questions.Build(turn.Question);
        Message message;
        try
        {
            if (notBefore - session.Time.GetUtcNow() is { Ticks: > 0 } delay)
                await Task.Delay(delay, session.Time, turn.Cancelled);
            message = turn.CreateAnswer(await Generate(question, turn));
        }
        catch (OperationCanceledException) when (turn.IsDropped)
        {
            return null;
        }
        catch (OperationCanceledException) when (turn.IsStopped)
        {
            message = turn.CreateStoppedAnswer();
        }
        catch (ModelException exception)
        {
            message = turn.CreateFailure(exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            session.Logger.TurnFailed(exception, session.Key); // the user must see it, and another call would fail too
            message = turn.CreateFailure("DAifu could not answer because of a fault of its own.");
        }
        return message with { ProcessingTime = session.ElapsedSince(turn.Question).TotalMilliseconds };
    }

    private async Task<GeneratedAnswer> Generate(Question question, Turn turn)
    {
        var startedAt = session.Time.GetTimestamp();
        var writing = Task.Run(() => generator.Answer(question, turn.Draft, turn.Cancelled));
        await PublishDeltas(turn, writing, startedAt);
        return await writing;
    }

    /// <summary>Publishes the text while the model writes it, as often as the throttle allows.</summary>
    private async Task PublishDeltas(Turn turn, Task writing, long startedAt)
    {
        await Task.WhenAny(turn.Draft.More, writing); // before its first text the turn takes no share of the throttle
        using (throttle.Begin())
            while (!writing.IsCompleted)
            {
                PublishDelta(turn, startedAt);
                // the generator's text arrives throttled already
                await Task.WhenAny(Task.Delay(DeltaThrottle.MinInterval, session.Time), writing);
                await Task.WhenAny(turn.Draft.More, writing);
            }
        PublishDelta(turn, startedAt);
    }

    private void PublishDelta(Turn turn, long startedAt)
    {
        if (turn.IsDropped || turn.TakeDelta() is not { } delta)
            return;
        ChatMetrics.DeltaPublished(first: delta.Index == 0, session.Time.GetElapsedTime(startedAt));
        session.Publish(delta);
    }
}
