namespace YudaiV3.Chat;

public sealed class AnswerDraftTests
{
    [Fact]
    public void Take_gives_only_what_came_since()
    {
        var draft = new AnswerDraft();
        Assert.False(draft.More.IsCompleted);
        draft.Write("One ");
        draft.Write("two");
        Assert.True(draft.More.IsCompleted);
        Assert.Equal(("One two", false), draft.Take());
        Assert.False(draft.More.IsCompleted);
        Assert.Equal(("", false), draft.Take());
    }

    [Fact]
    public void Restart_after_words_had_gone_out_says_so_with_the_next_ones()
    {
        var draft = new AnswerDraft();
        draft.Write("Wrong");
        draft.Take();
        draft.Restart();
        Assert.Equal(("", false), draft.Take());
        draft.Write("Right");
        Assert.Equal(("Right", true), draft.Take());
        draft.Write(" on");
        Assert.Equal((" on", false), draft.Take());
        Assert.Equal("Right on", draft.Text);
    }

    [Fact]
    public void Restart_before_any_word_had_gone_out_shows_nothing_of_it()
    {
        var draft = new AnswerDraft();
        draft.Write("Wrong");
        draft.Restart();
        draft.Write("Right");
        Assert.Equal(("Right", false), draft.Take());
    }
}
