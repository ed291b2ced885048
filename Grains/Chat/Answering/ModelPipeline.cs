using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// What stands around the calls for one answer: a deadline over all, attempts with growing waits, and a breaker that
/// the silo's answers share.
/// </summary>
internal static class ModelPipeline
{
    /// <summary>When the answer's deadline is; a wait that would pass it is not begun.</summary>
    public static readonly ResiliencePropertyKey<DateTimeOffset> Deadline = new("deadline");

    public static ResiliencePipeline Build(AnsweringOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(
            new TimeoutStrategyOptions { Timeout = options.Deadline }
        );
        if (options.Attempts > 1)
            builder.AddRetry(Retry(options, time));
        return builder.AddCircuitBreaker(Breaker(options)).Build();
    }

    private static RetryStrategyOptions Retry(AnsweringOptions options, TimeProvider time) =>
        new()
        {
            MaxRetryAttempts = options.Attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            ShouldHandle = tried =>
                ValueTask.FromResult(
                    tried.Outcome.Exception is ModelException { Transient: true } failed
                        && (
                            failed.RetryAfter is not { } wait
                            || time.GetUtcNow() + wait
                                < tried.Context.Properties.GetValue(Deadline, DateTimeOffset.MaxValue)
                        )
                ),
            DelayGenerator = tried => ValueTask.FromResult((tried.Outcome.Exception as ModelException)?.RetryAfter),
        };

    // An endpoint that only wants fewer calls is not down.
    private static CircuitBreakerStrategyOptions Breaker(AnsweringOptions options) =>
        new()
        {
            FailureRatio = options.BreakerRatio,
            MinimumThroughput = options.BreakerCalls,
            SamplingDuration = options.BreakerWindow,
            BreakDuration = options.BreakerPause,
            ShouldHandle = tried =>
                ValueTask.FromResult(tried.Outcome.Exception is ModelException { Transient: true, Throttled: false }),
        };
}
