namespace YudaiV3.Chat;

public sealed class TurnTests
{
    private static Turn Start() =>
        new(
            new SessionEvent
            {
                Seq = 1,
                Message = new Message { MessageId = "question" },
            },
            0,
            "answer",
            (head, _, _) => head,
            TestContext.Current.CancellationToken
        );

    [Fact]
    public void TakeDelta_after_a_restart_counts_from_0_again()
    {
        using var turn = Start();
        Assert.Null(turn.TakeDelta());
        turn.Draft.Write("One");
        turn.TakeDelta();
        turn.Draft.Write("two");
        Assert.Equal((1, "two"), (turn.TakeDelta() is { } next ? (next.Index, next.Delta) : default));
        turn.Draft.Restart();
        turn.Draft.Write("Again");
        Assert.Equal((0, "Again"), (turn.TakeDelta() is { } again ? (again.Index, again.Delta) : default));
    }

    [Fact]
    public void CreateStoppedAnswer_keeps_the_text_written_so_far()
    {
        using var turn = Start();
        turn.Draft.Write("Half of");
        turn.Stop();
        var answer = turn.CreateStoppedAnswer();
        Assert.True(turn.Cancelled.IsCancellationRequested && turn.IsStopped && answer.Metadata!.Stopped);
        Assert.Equal(("answer", "question", "Half of"), (answer.MessageId, answer.InReplyTo, answer.Content));
    }

    [Fact]
    public void Dispose_without_an_answer_cancels_the_wait_for_it()
    {
        var turn = Start();
        turn.Dispose();
        Assert.True(turn.Ended.IsCanceled);
    }
}
