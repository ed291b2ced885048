using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>A cluster of <see cref="FakeSession"/>s; observers are called directly.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly ConcurrentDictionary<string, FakeSession> _sessions = new();
    private readonly ConcurrentDictionary<string, IUser> _users = new();

    private TimeProvider _time = TimeProvider.System;

    public static IGrainFactory New(TimeProvider time)
    {
        var grains = Create<IGrainFactory, FakeGrains>();
        ((FakeGrains)grains)._time = time;
        return grains;
    }

    internal static FakeSession Session(IGrainFactory grains, string key) => ((FakeGrains)grains).Of(key);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        (targetMethod!.Name, args) switch
        {
            (nameof(IGrainFactory.GetGrain), [string key, ..]) when key.StartsWith("user/", StringComparison.Ordinal) =>
                _users.GetOrAdd(key, _ => Create<IUser, FakeUser>()),
            (nameof(IGrainFactory.GetGrain), [string key, ..]) => FakeCalls.To(Of(key)),
            (nameof(IGrainFactory.CreateObjectReference), [IGrainObserver observer]) => observer,
            (nameof(IGrainFactory.DeleteObjectReference), _) => null,
            _ => throw new NotSupportedException(targetMethod.Name),
        };

    private FakeSession Of(string key) =>
        _sessions.GetOrAdd(key, _ => new FakeSession(key[(key.LastIndexOf('/') + 1)..], _time)
        {
            Exists = !key.EndsWith("missing", StringComparison.Ordinal),
        });
}

/// <summary>A user whose logins somebody may watch; how often that was done, by whom, and what they are told.</summary>
public class FakeUser : DispatchProxy
{
    public int Watches { get; private set; }
    public ILoginObserver? Observer { get; private set; }
    public ImmutableArray<string> Ended { get; set; } = [];

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case nameof(IUser.SubscribeToLogins):
                (Watches, Observer) = (Watches + 1, (ILoginObserver)args![0]!);
                return Task.FromResult(Ended);
            case nameof(IUser.UnsubscribeFromLogins):
                Observer = null;
                return Task.CompletedTask;
            default:
                throw new NotSupportedException(targetMethod.Name);
        }
    }
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
        (
            typeof(FakeSession).GetMethod(targetMethod!.Name) ?? throw new NotSupportedException(targetMethod.Name)
        ).Invoke(_session, BindingFlags.DoNotWrapExceptions, null, args, null);
}
