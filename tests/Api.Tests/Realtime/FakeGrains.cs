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
    private readonly ConcurrentDictionary<string, IUserLogins> _logins = new();

    private TimeProvider _time = TimeProvider.System;

    public static IGrainFactory New(TimeProvider time)
    {
        var grains = Create<IGrainFactory, FakeGrains>();
        ((FakeGrains)grains)._time = time;
        return grains;
    }

    internal static FakeSession Session(IGrainFactory grains, string key) => ((FakeGrains)grains).GetSession(key);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        (targetMethod!.Name, args) switch
        {
            (nameof(IGrainFactory.GetGrain), [string key, ..])
                when key.StartsWith("logins/", StringComparison.Ordinal) => _logins.GetOrAdd(key, _ =>
                Create<IUserLogins, FakeLogins>()
            ),
            (nameof(IGrainFactory.GetGrain), [string key, ..]) => FakeCalls.ForwardTo(GetSession(key)),
            (nameof(IGrainFactory.CreateObjectReference), [IGrainObserver observer]) => observer,
            (nameof(IGrainFactory.DeleteObjectReference), _) => null,
            _ => throw new NotSupportedException(targetMethod.Name),
        };

    private FakeSession GetSession(string key) =>
        _sessions.GetOrAdd(key, _ => new FakeSession(key[(key.LastIndexOf('/') + 1)..], _time)
        {
            Exists = !key.EndsWith("missing", StringComparison.Ordinal),
        });
}

/// <summary>A user whose logins can be subscribed to.</summary>
public class FakeLogins : DispatchProxy
{
    public int Watches { get; private set; }
    public ILoginObserver? Observer { get; private set; }
    public ImmutableArray<string> Ended { get; set; } = [];

    /// <summary>What the last call asked about.</summary>
    public ImmutableArray<LoginReference> Asked { get; private set; } = [];

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case nameof(IUserLogins.Subscribe):
                (Watches, Observer) = (Watches + 1, (ILoginObserver)args![0]!);
                Asked = (ImmutableArray<LoginReference>)args[1]!;
                return Task.FromResult<ImmutableArray<string>>([
                    .. Asked.Select(login => login.Id).Where(Ended.Contains),
                ]);
            case nameof(IUserLogins.Unsubscribe):
                Observer = null;
                return Task.CompletedTask;
            default:
                throw new NotSupportedException(targetMethod.Name);
        }
    }
}

/// <summary>Forwards calls of the grain to the method of <see cref="FakeSession"/> with the same name.</summary>
public class FakeCalls : DispatchProxy
{
    private FakeSession _session = null!;

    internal static IChatSession ForwardTo(FakeSession session)
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
