using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace YudaiV3.Chat.Answering;

/// <summary>
/// The resilience pipeline of an answer: a deadline, retries with growing delays, and a circuit breaker that all
/// answers of a silo share.
/// </summary>
internal static class ModelPipeline
{
    /// <summary>The deadline of the answer. A wait that would pass it does not start.</summary>
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
            ShouldHandle = attempt =>
                ValueTask.FromResult(
                    attempt.Outcome.Exception is ModelException { Transient: true } exception
                        && (
                            exception.RetryAfter is not { } wait
                            || time.GetUtcNow() + wait
                                < attempt.Context.Properties.GetValue(Deadline, DateTimeOffset.MaxValue)
                        )
                ),
            DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as ModelException)?.RetryAfter),
        };

    // An endpoint that only asks for fewer calls is not down.
    private static CircuitBreakerStrategyOptions Breaker(AnsweringOptions options) =>
        new()
        {
            FailureRatio = options.BreakerRatio,
            MinimumThroughput = options.BreakerCalls,
            SamplingDuration = options.BreakerWindow,
            BreakDuration = options.BreakerPause,
            ShouldHandle = attempt =>
                ValueTask.FromResult(attempt.Outcome.Exception is ModelException { Transient: true, Throttled: false }),
        };
}
