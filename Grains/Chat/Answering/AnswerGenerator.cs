using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// Generates DAifu's answers: builds the prompt, calls the model until there is a whole answer, and writes the text to
/// the sink as it arrives. One instance per silo.
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
    /// <exception cref="OperationCanceledException">
    /// <paramref name="stop"/> was canceled; the call to the model has ended.
    /// </exception>
    public Task<GeneratedAnswer> Answer(Question question, IAnswerSink sink, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return Answer(Prompt.Build(question, _options.PromptTokens), question.Message.MessageId, sink, stop);
    }

    /// <summary>Generates an answer to a prompt of the caller.</summary>
    /// <param name="subject">The id of the message, for the log.</param>
    public async Task<GeneratedAnswer> Answer(Prompt prompt, string subject, IAnswerSink sink, CancellationToken stop)
    {
        var generation = new Generation(prompt, subject, sink);
        var context = ResilienceContextPool.Shared.Get(stop);
        context.Properties.Set(ModelPipeline.Deadline, time.GetUtcNow() + _options.Deadline);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) => await state.Self.Attempt(state.generation, context.CancellationToken),
                context,
                (Self: this, generation)
            );
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (TimeoutRejectedException)
        {
            LogTimedOut(generation.Subject, generation.Attempts);
            throw new ModelException("The model did not finish its answer in time.") { Transient = true };
        }
        catch (BrokenCircuitException)
        {
            LogCircuitOpen(generation.Subject);
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

    private async Task<GeneratedAnswer> Attempt(Generation generation, CancellationToken stop)
    {
        if (generation.HasText)
            generation.Sink.Restart();
        generation.Attempts++;
        var call = new ModelCall(model, generation.Sink, _options, time);
        try
        {
            var content = await call.Run(generation.Prompt.Messages, stop);
            return new()
            {
                Content = content,
                Tokens = TokenCounter.Count(content),
                PromptTokens = generation.Prompt.Tokens,
                Model = call.Model,
                Attempts = generation.Attempts,
                Cost = generation.Cost + call.Cost,
            };
        }
        catch (ModelException exception)
        {
            LogAttemptFailed(generation.Subject, generation.Attempts, exception.Message, exception.Transient);
            throw;
        }
        finally
        {
            generation.HasText = call.HasText;
            generation.Cost += call.Cost;
        }
    }

    private sealed class Generation(Prompt prompt, string subject, IAnswerSink sink)
    {
        public string Subject => subject;
        public Prompt Prompt => prompt;
        public IAnswerSink Sink => sink;
        public int Attempts { get; set; }
        public double Cost { get; set; }
        public bool HasText { get; set; }
    }
}
