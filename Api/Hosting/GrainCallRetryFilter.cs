using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Serialization.Invocation;
using YudaiV3.Api.Web;
using YudaiV3.Auth;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Makes a call of our own grains again when it failed for a reason that passes: each of them may safely be made again,
/// but for those that say otherwise.
/// A silo that goes is noticed, and its grains stand elsewhere, within this time. While nothing can be served at all,
/// nobody waits for it.
/// </summary>
internal sealed class GrainCallRetryFilter(IServiceProvider services, TimeProvider time) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan NoNewTryAfter = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan InitialDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LooksAfter = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<MethodInfo, bool> Once = new();

    // Asked for late: it calls the cluster itself.
    private readonly Lazy<AvailabilityMonitor?> _outage = new(services.GetService<AvailabilityMonitor>);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType?.Assembly != typeof(IUser).Assembly)
        {
            await context.Invoke();
            return;
        }
        if (_outage.Value is { IsOn: true })
            throw Unserved();
        var mayRepeat = !Once.GetOrAdd(context.InterfaceMethod, static method =>
            method.IsDefined(typeof(DoNotRetryAttribute), inherit: false)
        );
        var start = time.GetTimestamp();
        for (
            var pause = InitialDelay;
            await Failure(context) is { } failure && TransientFaults.IsTransient(failure);
            pause = pause * 2 < MaxDelay ? pause * 2 : MaxDelay
        )
        {
            if (
                !mayRepeat
                || context.Request.GetCancellationToken().IsCancellationRequested
                || time.GetElapsedTime(start) + pause > NoNewTryAfter
            )
                return; // The response holds the failure; the caller gets it thrown.
            if (_outage.Value is { } outage && await outage.Look())
                throw Unserved();
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time);
        }
        _outage.Value?.Served();
    }

    private async Task<Exception?> Failure(IOutgoingGrainCallContext context)
    {
        try
        {
            var call = context.Invoke();
            if (_outage.Value is { } outage)
                await Watch(call, outage);
            await call;
        }
        catch (Exception thrown) when (TransientFaults.IsTransient(thrown))
        {
            context.Response = Response.FromException(thrown);
        }
        return context.Response?.Exception;
    }

    /// <summary>Waits for a call for as long as there is somebody to answer it.</summary>
    private async Task Watch(Task call, AvailabilityMonitor outage)
    {
        while (!call.IsCompleted)
            try
            {
                await call.WaitAsync(LooksAfter, time); // Takes its timer away again: hardly a call is so slow.
            }
            catch (TimeoutException) when (!call.IsCompleted)
            {
                if (!await outage.Look() || call.IsCompleted)
                    continue;
                _ = call.ContinueWith(late => late.Exception, TaskScheduler.Default);
                throw Unserved();
            }
    }

    private static NotReadyException Unserved() =>
        new(
            "The service cannot be reached at the moment. Nothing is lost: please send the same request again in a moment."
        );
}
