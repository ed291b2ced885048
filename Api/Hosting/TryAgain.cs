using Orleans.Serialization.Invocation;
using YudaiV3.Auth;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Makes a call of our own grains again when it failed for a reason that passes: each of them may safely be made again, but for those that say otherwise.
/// A silo that goes is noticed, and its grains stand elsewhere, within this time.
/// </summary>
internal sealed class TryAgain(TimeProvider time) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan NoNewTryAfter = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType?.Assembly != typeof(IUser).Assembly || context.InterfaceMethod.IsDefined(typeof(CalledOnceAttribute), inherit: false))
        {
            await context.Invoke();
            return;
        }
        var start = time.GetTimestamp();
        for (var pause = FirstPause; await Failure(context) is { } failure; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (!TransientFaults.Is(failure) || time.GetElapsedTime(start) + pause > NoNewTryAfter)
                return; // The response holds the failure; the caller gets it thrown.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time);
        }
    }

    private static async Task<Exception?> Failure(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception thrown) when (TransientFaults.Is(thrown))
        {
            context.Response = Response.FromException(thrown);
        }
        return context.Response?.Exception;
    }
}
