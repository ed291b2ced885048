using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

public sealed class AnswerTrackerTests
{
    private readonly AnswerTracker _tracker = new();
    private long _at = 1_000;

    [Fact]
    public void Add_of_deltas_in_order_continues_the_answer()
    {
        _tracker.Add(Delta("One ", 0), out _);
        var second = _tracker.Add(Delta("two", 1), out var isGap)!;
        Assert.Equal((4, "two", 7, 1, false), (second.Start, second.Text, second.End, second.ShownIndex, isGap));
        Assert.Equal("One two", _tracker.Current!.Between(0, 7));
    }

    [Fact]
    public void Drop_ends_the_answer_to_a_superseded_question_and_no_other()
    {
        var id = MessageIds.CreateAnswer("session/7/conversation", 5, 0);
        var answer = _tracker.Add(Delta("One ", 0, id), out _)!.Answer;
        _tracker.Drop(new Supersession { From = 6, Through = 9 }, seq: 10);
        Assert.Same(answer, _tracker.Current);
        _tracker.Drop(new Supersession { From = 5, Through = 10 }, seq: 11);
        Assert.Null(_tracker.Current);
        Assert.Equal(11, answer.EndSeq);
        Assert.Null(_tracker.Add(Delta("late", 1, id), out var isGap));
        Assert.False(isGap);
    }

    [Fact]
    public void Add_after_a_missing_delta_is_a_gap_and_changes_nothing()
    {
        _tracker.Add(Delta("One ", 0), out _);
        Assert.Null(_tracker.Add(Delta("three", 2), out var isGap));
        Assert.True(isGap);
        Assert.Equal((4, 0), (_tracker.Current!.Length, _tracker.Current.Index));
    }

    [Fact]
    public void Add_of_an_old_delta_is_no_gap()
    {
        var old = Delta("One", 3);
        _tracker.Add(Delta("Two", 0), out _);
        Assert.Null(_tracker.Add(old, out var isGap));
        Assert.False(isGap);
    }

    [Fact]
    public void Add_of_index_zero_of_the_same_message_starts_a_second_attempt()
    {
        _tracker.Add(Delta("First", 0), out _);
        var restart = _tracker.Add(Delta("Second", 0), out _)!;
        Assert.Equal((0, "Second", true), (restart.Start, restart.Text, restart.Answer.IsRetry));
    }

    [Fact]
    public void CatchUp_returns_only_the_missing_text()
    {
        _tracker.Add(Delta("One ", 0), out _);
        var rest = _tracker.CatchUp(Delta("One two three", 2))!;
        Assert.Equal((4, "two three", 2), (rest.Start, rest.Text, rest.ShownIndex));
    }

    [Fact]
    public void CatchUp_with_another_text_starts_a_second_attempt_at_index_zero()
    {
        _tracker.Add(Delta("First", 0), out _);
        var restart = _tracker.CatchUp(Delta("Second try", 4))!;
        Assert.Equal((0, "Second try", 4, 0), (restart.Start, restart.Text, restart.Index, restart.ShownIndex));
    }

    [Fact]
    public void End_ignores_later_deltas_of_the_message()
    {
        var answer = _tracker.Add(Delta("One", 0), out _)!.Answer;
        _tracker.End("a1", 5);
        Assert.Equal(5, answer.EndSeq);
        Assert.Null(_tracker.Current);
        Assert.Null(_tracker.Add(Delta("late", 1), out var isGap));
        Assert.False(isGap);
        Assert.Null(_tracker.CatchUp(Delta("One late", 1)));
    }

    private DeltaFrame Delta(string text, int index, string id = "a1") =>
        new()
        {
            At = DateTimeOffset.FromUnixTimeMilliseconds(_at += 2),
            MessageId = id,
            Delta = text,
            Index = index,
        };
}
