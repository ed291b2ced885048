using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>The answerer with a model whose words the test writes, on a clock that nobody moves.</summary>
public sealed class AnswererTests : IDisposable
{
    private readonly ScriptedModel _model = new();
    private readonly AnswerDraft _draft = new();

    [Fact]
    public async Task Answer_is_what_the_model_wrote_and_counts_the_prompt_that_was_sent()
    {
        var answered = await Answer("Hello");
        Assert.Equal(("You said: Hello", 1, 0.0), (answered.Content, answered.Attempts, answered.Cost));
        Assert.Equal(Prompt.Build(Asking("Hello"), new AnsweringOptions().PromptTokens).Tokens, answered.PromptTokens);
        Assert.Equal(TokenCounter.Count("You said: Hello"), answered.Tokens);
        Assert.Equal("You said: Hello", _draft.Text);
    }

    [Fact]
    public async Task Answer_that_fails_for_good_is_not_asked_for_again()
    {
        _model.Script("refused").Words.Writer.Complete(new ModelException("No credit."));
        Assert.Equal("No credit.", (await Assert.ThrowsAsync<ModelException>(() => Answer("@refused"))).Message);
        Assert.Equal(1, _model.Calls["@refused"]);
    }

    [Fact]
    public async Task Answer_that_may_succeed_later_is_asked_for_again_at_most_three_times()
    {
        _model.Script("down").Words.Writer.Complete(new ModelException("Not available.") { Transient = true });
        await Assert.ThrowsAsync<ModelException>(() => Answer("@down", TimeProvider.System));
        Assert.Equal(3, _model.Calls["@down"]);
    }

    [Fact]
    public async Task Fault_of_our_own_is_not_asked_about_again_and_shows_as_it_is()
    {
        _model.Script("bug").Words.Writer.Complete(new InvalidOperationException("Ours."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Answer("@bug"));
        Assert.Equal(1, _model.Calls["@bug"]);
    }

    [Fact]
    public async Task Stop_before_the_call_makes_none()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Answer("Hello", stop: new CancellationToken(canceled: true))
        );
        Assert.Empty(_model.Calls);
    }

    [Fact]
    public async Task Stop_between_words_ends_at_once_and_keeps_what_was_written()
    {
        var script = _model.Script("slow");
        script.Words.Writer.TryWrite("Half of");
        using var stop = new CancellationTokenSource();
        var answer = Answer("@slow", stop: stop.Token);
        await _draft.More.WaitAsync(GrainCluster.Patience);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.WaitAsync(GrainCluster.Patience));
        await script.HungUp.Task.WaitAsync(GrainCluster.Patience);
        Assert.Equal("Half of", _draft.Text);
    }

    [Fact]
    public async Task Answer_without_end_is_cut_where_it_would_fill_the_session()
    {
        var script = _model.Script("endless");
        for (var n = 0; n < 500; n++)
            script.Words.Writer.TryWrite(string.Concat(Enumerable.Repeat("word ", 100)));
        var answered = await Answer("@endless");
        Assert.InRange(answered.Content.Length, 200_000, 201_000);
    }

    public void Dispose() => _model.Dispose();

    private static Question Asking(string text) =>
        new()
        {
            UserId = 7,
            Session = new Session(),
            Messages = [new Message { Content = text }],
        };

    private Task<GeneratedAnswer> Answer(string text, TimeProvider? time = null, CancellationToken stop = default) =>
        new AnswerGenerator(
            _model,
            Options.Create(new AnsweringOptions { RetryDelay = TimeSpan.FromMilliseconds(1) }),
            time ?? new FakeTimeProvider(),
            NullLogger<AnswerGenerator>.Instance
        ).Answer(Asking(text), _draft, stop);
}
