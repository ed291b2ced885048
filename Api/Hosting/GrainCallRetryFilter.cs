using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Serialization.Invocation;
using YudaiV3.Api.Web;
using YudaiV3.Auth;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Repeats a call of our own grains after a transient fault. Every method is safe to repeat, except those with
/// <see cref="DoNotRetryAttribute"/>. The time limit is long enough for the cluster to notice that a silo stopped and
/// to activate its grains elsewhere. During an outage a call fails at once.
/// </summary>
internal sealed class GrainCallRetryFilter(IServiceProvider services, TimeProvider time) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan MaxRetryTime = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan InitialDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OutageCheckInterval = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<MethodInfo, bool> CanRetryByMethod = new();

    // Resolved late: the monitor itself calls the cluster.
    private readonly Lazy<AvailabilityMonitor?> _availability = new(services.GetService<AvailabilityMonitor>);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType?.Assembly != typeof(IUser).Assembly)
        {
            await context.Invoke();
            return;
        }
        if (_availability.Value is { IsOutage: true })
            throw OutageException();
        var canRetry = CanRetryByMethod.GetOrAdd(context.InterfaceMethod, static method =>
            !method.IsDefined(typeof(DoNotRetryAttribute), inherit: false)
        );
        var start = time.GetTimestamp();
        for (
            var delay = InitialDelay;
            await Try(context) is { } exception && TransientFaults.IsTransient(exception);
            delay = delay * 2 < MaxDelay ? delay * 2 : MaxDelay
        )
        {
            if (
                !canRetry
                || context.Request.GetCancellationToken().IsCancellationRequested
                || time.GetElapsedTime(start) + delay > MaxRetryTime
            )
                return; // The response holds the exception, which Orleans throws at the caller.
            if (_availability.Value is { } availability && await availability.CheckOutage())
                throw OutageException();
            await Task.Delay(delay * (0.5 + Random.Shared.NextDouble()), time);
        }
        _availability.Value?.RecordSuccess();
    }

    /// <summary>Returns the exception of the call, or null when it succeeded.</summary>
    private async Task<Exception?> Try(IOutgoingGrainCallContext context)
    {
        try
        {
            var call = context.Invoke();
            if (_availability.Value is { } availability)
                await WaitUnlessOutage(call, availability);
            await call;
        }
        catch (Exception exception) when (TransientFaults.IsTransient(exception))
        {
            context.Response = Response.FromException(exception);
        }
        return context.Response?.Exception;
    }

    private async Task WaitUnlessOutage(Task call, AvailabilityMonitor availability)
    {
        while (!call.IsCompleted)
            try
            {
                await call.WaitAsync(OutageCheckInterval, time); // Disposes its timer when the call is faster.
            }
            catch (TimeoutException) when (!call.IsCompleted)
            {
                if (!await availability.CheckOutage() || call.IsCompleted)
                    continue;
                _ = call.ContinueWith(late => late.Exception, TaskScheduler.Default);
                throw OutageException();
            }
    }

    private static NotReadyException OutageException() =>
        new(
            "The service cannot be reached at the moment. "
                + "Nothing is lost: please send the same request again in a moment."
        );
}
