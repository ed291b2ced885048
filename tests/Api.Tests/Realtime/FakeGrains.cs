using System.Collections.Concurrent;
using System.Reflection;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>A cluster of <see cref="FakeSession"/>s; observers are called directly.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly ConcurrentDictionary<string, FakeSession> _sessions = new();

    private TimeProvider _time = TimeProvider.System;

    public static IGrainFactory New(TimeProvider time)
    {
        var grains = Create<IGrainFactory, FakeGrains>();
        ((FakeGrains)grains)._time = time;
        return grains;
    }

    internal static FakeSession Session(IGrainFactory grains, string key) => ((FakeGrains)grains).Of(key);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod!.Name, args) switch
    {
        (nameof(IGrainFactory.GetGrain), [string key, ..]) => FakeCalls.To(Of(key)),
        (nameof(IGrainFactory.CreateObjectReference), [IGrainObserver observer]) => observer,
        (nameof(IGrainFactory.DeleteObjectReference), _) => null,
        _ => throw new NotSupportedException(targetMethod.Name),
    };

    private FakeSession Of(string key) => _sessions.GetOrAdd(key, _ => new FakeSession(key[(key.LastIndexOf('/') + 1)..], _time) { Exists = !key.EndsWith("missing", StringComparison.Ordinal) });
}

/// <summary>Calls to a grain, led to the <see cref="FakeSession"/>'s method of that name.</summary>
public class FakeCalls : DispatchProxy
{
    private FakeSession _session = null!;

    internal static IChatSession To(FakeSession session)
    {
        var calls = Create<IChatSession, FakeCalls>();
        ((FakeCalls)calls)._session = session;
        return calls;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        (typeof(FakeSession).GetMethod(targetMethod!.Name) ?? throw new NotSupportedException(targetMethod.Name)).Invoke(_session, BindingFlags.DoNotWrapExceptions, null, args, null);
}
