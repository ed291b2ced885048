using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// DAifu's voice: builds the prompt, calls the model until there is one whole answer, and writes it to the sink as it
/// comes. One for a silo.
/// </summary>
internal sealed partial class AnswerGenerator(
    IChatClient model,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<AnswerGenerator> logger
)
{
    private readonly AnsweringOptions _options = options.Value;
    private readonly ResiliencePipeline _pipeline = ModelPipeline.Build(options.Value, time);

    /// <exception cref="ModelException">There is no answer; the message may be shown to the user.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/>; the call to the model is cut by
    /// then.</exception>
    public Task<GeneratedAnswer> Answer(Question question, IAnswerSink sink, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return Answer(Prompt.Build(question, _options.PromptTokens), question.Asked.MessageId, sink, stop);
    }

    /// <summary>As above, for a prompt of the caller's own.</summary>
    /// <param name="subject">What it is for, in the log.</param>
    public async Task<GeneratedAnswer> Answer(Prompt prompt, string subject, IAnswerSink sink, CancellationToken stop)
    {
        var turn = new Generation(prompt, subject, sink);
        var context = ResilienceContextPool.Shared.Get(stop);
        context.Properties.Set(ModelPipeline.Deadline, time.GetUtcNow() + _options.Deadline);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) => await state.Self.Try(state.turn, context.CancellationToken),
                context,
                (Self: this, turn)
            );
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (TimeoutRejectedException)
        {
            LogTimedOut(turn.Subject, turn.Attempts);
            throw new ModelException("The model did not finish its answer in time.") { Transient = true };
        }
        catch (BrokenCircuitException)
        {
            LogCircuitOpen(turn.Subject);
            throw new ModelException("The model cannot be reached at the moment. Please try again in a little while.")
            {
                Transient = true,
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<GeneratedAnswer> Try(Generation turn, CancellationToken stop)
    {
        if (turn.Wrote)
            turn.Sink.Restart();
        turn.Attempts++;
        var call = new ModelCall(model, turn.Sink, _options, time);
        try
        {
            var content = await call.Run(turn.Prompt.Messages, stop);
            return new()
            {
                Content = content,
                Tokens = TokenCounter.Count(content),
                PromptTokens = turn.Prompt.Tokens,
                Model = call.Model,
                Attempts = turn.Attempts,
                Cost = turn.Cost + call.Cost,
            };
        }
        catch (ModelException failed)
        {
            LogAttemptFailed(turn.Subject, turn.Attempts, failed.Message, failed.Transient);
            throw;
        }
        finally
        {
            turn.Wrote = call.Wrote;
            turn.Cost += call.Cost;
        }
    }

    private sealed class Generation(Prompt prompt, string subject, IAnswerSink sink)
    {
        public string Subject => subject;
        public Prompt Prompt => prompt;
        public IAnswerSink Sink => sink;
        public int Attempts { get; set; }
        public double Cost { get; set; }
        public bool Wrote { get; set; }
    }
}
