using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>Answers of a model whose words the test writes, on a clock that stands still.</summary>
public sealed class AnswerGeneratorTests : IDisposable
{
    private readonly ScriptedModel _model = new();
    private readonly AnswerDraft _draft = new();

    [Fact]
    public async Task Answer_of_a_whole_stream_is_its_text_with_the_tokens_of_prompt_and_answer()
    {
        var generated = await Answer("Hello");
        Assert.Equal(("You said: Hello", 1, 0.0), (generated.Content, generated.Attempts, generated.Cost));
        Assert.Equal(
            Prompt.Build(CreateQuestion("Hello"), new AnsweringOptions().PromptTokens).Tokens,
            generated.PromptTokens
        );
        Assert.Equal(TokenCounter.Count("You said: Hello"), generated.Tokens);
        Assert.Equal("You said: Hello", _draft.Text);
    }

    [Fact]
    public async Task Answer_after_a_permanent_failure_calls_the_model_once()
    {
        _model.Script("refused").Words.Writer.Complete(new ModelException("No credit."));
        Assert.Equal("No credit.", (await Assert.ThrowsAsync<ModelException>(() => Answer("@refused"))).Message);
        Assert.Equal(1, _model.Calls["@refused"]);
    }

    [Fact]
    public async Task Answer_after_transient_failures_calls_the_model_three_times()
    {
        _model.Script("down").Words.Writer.Complete(new ModelException("Not available.") { Transient = true });
        await Assert.ThrowsAsync<ModelException>(() => Answer("@down", TimeProvider.System));
        Assert.Equal(3, _model.Calls["@down"]);
    }

    [Fact]
    public async Task Answer_after_an_unexpected_exception_throws_it_without_a_retry()
    {
        _model.Script("bug").Words.Writer.Complete(new InvalidOperationException("Ours."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Answer("@bug"));
        Assert.Equal(1, _model.Calls["@bug"]);
    }

    [Fact]
    public async Task Answer_with_a_canceled_token_calls_no_model()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Answer("Hello", stop: new CancellationToken(canceled: true))
        );
        Assert.Empty(_model.Calls);
    }

    [Fact]
    public async Task Answer_canceled_between_words_ends_at_once_and_keeps_the_text()
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
    public async Task Answer_without_an_end_is_cut_at_the_limit()
    {
        var script = _model.Script("endless");
        for (var n = 0; n < 500; n++)
            script.Words.Writer.TryWrite(string.Concat(Enumerable.Repeat("word ", 100)));
        var generated = await Answer("@endless");
        Assert.InRange(generated.Content.Length, 200_000, 201_000);
    }

    public void Dispose() => _model.Dispose();

    private static Question CreateQuestion(string text) =>
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
        ).Answer(CreateQuestion(text), _draft, stop);
}
