using Microsoft.Extensions.Logging;

namespace YudaiV3.Hosting;

/// <summary>
/// The background work of one activation for one purpose. Runs never overlap. Requests that arrive during a run lead to
/// one more run. A run that throws is repeated after a growing delay. The work ends with the activation.
/// All members are called on the grain's scheduler, and the work runs there.
/// </summary>
/// <param name="purpose">Names the work in logs.</param>
/// <param name="work">One run. Returns after which time the next run is due without a request; null for never.</param>
/// <param name="ending">Is canceled when the activation ends. The work must end soon after that.</param>
/// <param name="recover">Runs before a failed run is repeated: reads the state again whose write may have failed. If it
/// throws, that counts as a failed run.</param>
internal sealed partial class SupervisedTask(
    string purpose,
    Func<Task<TimeSpan?>> work,
    TimeProvider time,
    ILogger logger,
    CancellationToken ending,
    Func<Task>? recover = null
)
{
    private const int MaxDoublings = 20;

    private const ConfigureAwaitOptions Quietly =
        ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    private TaskCompletionSource? _current,
        _next;
    private CancellationTokenSource? _pause;

    /// <summary>The longest delay after the first failed run. It doubles with each further one.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay after any number of failed runs.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Completes when no run is in progress, requested or due later. Never fails.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Requests a run. A delay after a failed run is not shortened.</summary>
    /// <returns>Completes when a run that began after this request has succeeded. Is canceled when the activation
    /// ends before that.</returns>
    public Task Request()
    {
        if (ending.IsCancellationRequested)
            return Task.FromCanceled(ending);
        _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var requested = _next.Task;
        if (Completion.IsCompleted)
            Completion = Supervise();
        else
            _pause?.Cancel();
        return requested;
    }

    private async Task Supervise()
    {
        await Task.Yield(); // The caller of Request continues first.
        var failures = 0;
        while (!ending.IsCancellationRequested)
        {
            if (_current is null)
                (_current, _next) = (_next, null);
            if (await TryRun(failures > 0) is (true, var delay))
            {
                failures = 0;
                _current?.SetResult();
                _current = null;
                if (_next is null && delay is null)
                    return;
                if (_next is null)
                    await Pause(delay!.Value);
            }
            else
                await Task.Delay(Backoff(failures++), time, ending).ConfigureAwait(Quietly);
        }
        _current?.TrySetCanceled(ending);
        _next?.TrySetCanceled(ending);
        (_current, _next) = (null, null);
    }

    private async Task<(bool Succeeded, TimeSpan? Delay)> TryRun(bool isRepeated)
    {
        try
        {
            if (isRepeated && recover is not null)
                await recover();
            return (true, await work());
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            return (false, null); // Whatever fails while the activation ends is left to the next one.
        }
        catch (Exception exception)
        {
            LogFailed(exception, purpose);
            return (false, null);
        }
    }

    /// <summary>Waits for the time or the next request.</summary>
    private async Task Pause(TimeSpan delay)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(ending);
        _pause = pause;
        await Task.Delay(delay, time, pause.Token).ConfigureAwait(Quietly);
        _pause = null;
    }

    /// <summary>Between half of the delay and all of it, so that grains of a silo do not retry together.</summary>
    private TimeSpan Backoff(int failures)
    {
        var delay = MinBackoff * (1L << Math.Min(failures, MaxDoublings));
        return (delay < MaxBackoff ? delay : MaxBackoff) * (0.5 + Random.Shared.NextDouble() / 2);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A run of the {Purpose} failed, and is repeated")]
    private partial void LogFailed(Exception exception, string purpose);
}
