using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using YudaiV3.Auth;
using YudaiV3.GitHub;
using YudaiV3.Hosting;
using YudaiV3.Storage;

namespace YudaiV3.Issues.Simulation;

/// <summary>
/// Three silos with one issue and the GitHub gate of its user, in virtual time and on one thread. The classes of the
/// product run unchanged; only Orleans, the database and the sockets are simulated.
/// </summary>
internal sealed class SimulatedCluster
{
    private const int Silos = 3,
        MaxSpins = 20;
    private const long UserId = 7;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(40),
        CallLatency = TimeSpan.FromMilliseconds(30),
        MaxSilence = TimeSpan.FromSeconds(12),
        ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ManualTaskScheduler _world = new();
    private readonly List<SimulatedSilo> _silos = [];
    private readonly SimulatedRow<RateLimitState> _gateRow;
    private SimulatedIssue? _issue;
    private (SimulatedSilo Silo, RateLimiter Limits, IssueSender Issues)? _gate;
    private readonly Dictionary<int, (SimulatedSilo, RateLimiter, IssueSender)> _gates = [];
    private DateTimeOffset _nextReminder;
    private int _placed;

    public SimulatedCluster()
    {
        (IssueRow, _gateRow, GitHub) = (new(_world, _time), new(_world, _time), new SimulatedGitHub(_world, _time));
        for (var number = 0; number < Silos; number++)
            _silos.Add(NewSilo(number));
        _nextReminder = _time.GetUtcNow() + ReminderPeriod;
    }

    public SimulatedGitHub GitHub { get; }
    public SimulatedRow<UserIssueState> IssueRow { get; }
    public List<Task<FiledIssue?>> Requests { get; } = [];

    public void FailGateWrite(WriteFate fate) => _gateRow.NextFate = fate;

    /// <summary>A user asks for the issue on GitHub.</summary>
    public void File() =>
        Requests.Add(_world.Start(() => CallIssue(issue => issue.Filing.File(TimeSpan.FromSeconds(25)))));

    public void Freeze(int number)
    {
        if (_silos.Count(silo => silo.Runs) > 1 && Silo(number) is { Runs: true } silo)
            silo.FrozenAt = _time.GetUtcNow();
    }

    public void Thaw(int number) => Silo(number).FrozenAt = null;

    public void ThawAll() => _silos.ForEach(silo => silo.FrozenAt = null);

    public void Kill(int number)
    {
        if (_silos.Count(silo => silo.Runs) > 1 && Silo(number) is { Runs: true } silo)
            Replace(silo);
    }

    public void DeactivateIssue()
    {
        _issue?.Deactivate();
        _issue = null;
    }

    public void Advance(TimeSpan time)
    {
        for (var end = _time.GetUtcNow() + time; ; _time.Advance(Step))
        {
            RunAll();
            if (_time.GetUtcNow() >= end)
                return;
            DetectFailures();
            Remind();
        }
    }

    /// <param name="number">0 is the silo with the gate, 1 the silo with the issue, 2 another.</param>
    private SimulatedSilo Silo(int number)
    {
        var holders = new[] { _gate?.Silo, _issue?.Silo };
        var candidate = number < holders.Length ? holders[number] : _silos.Find(silo => !holders.Contains(silo));
        return candidate is not null && _silos.Contains(candidate) ? candidate : _silos[number];
    }

    private SimulatedSilo NewSilo(int number) => new(number, _time, TimeSpan.FromSeconds((number % Silos - 1) * 2));

    /// <summary>
    /// Runs what can run. The thread pool passes on some completions. One that is late is one more stall of the silo.
    /// </summary>
    private void RunAll()
    {
        var spin = new SpinWait();
        do
        {
            _world.RunAll();
            foreach (var silo in _silos.Where(silo => silo.Runs))
                silo.Scheduler.RunAll();
            if (ThreadPool.PendingWorkItemCount > 0 && spin.Count < MaxSpins)
                spin.SpinOnce(sleep1Threshold: -1);
            else
                spin = default;
        } while (spin.Count > 0 || _world.HasWork || _silos.Any(silo => silo.Runs && silo.Scheduler.HasWork));
    }

    /// <summary>A silent silo is declared dead. When it thaws it runs for a moment before it learns that.</summary>
    private void DetectFailures()
    {
        foreach (var silo in _silos.ToArray())
            if (
                silo.FrozenAt is { } at
                && _time.GetUtcNow() - at > MaxSilence
                && _silos.Count(other => !other.IsDeclaredDead) > 1
            )
                silo.DeclareDead();
            else if (silo is { Runs: true, IsDeclaredDead: true } && Random(8) == 0)
                Replace(silo);
    }

    private int _random;

    /// <summary>The same for the same history.</summary>
    private int Random(int count) => (_random = (_random * 1103515245 + 12345) & int.MaxValue) / 65536 % count;

    private void Replace(SimulatedSilo silo)
    {
        silo.End();
        _gates.Remove(silo.Number);
        _silos[_silos.IndexOf(silo)] = NewSilo(silo.Number + Silos);
    }

    private void Remind()
    {
        if (_time.GetUtcNow() < _nextReminder)
            return;
        _nextReminder += ReminderPeriod;
        if (IssueRow.Stored.IsUnfinished)
            _ = _world.Start(() =>
                CallIssue(issue =>
                {
                    issue.Filing.Resume();
                    return Task.FromResult(true);
                })
            );
    }

    private async Task<T> CallIssue<T>(Func<SimulatedIssue, Task<T>> method)
    {
        await Task.Delay(CallLatency, _time);
        if (_issue is null || _issue.Silo.IsDeclaredDead)
        {
            var silo = Place();
            _issue = await silo.Call(() => Task.FromResult(new SimulatedIssue(silo, IssueRow, Factory(silo), UserId)));
        }
        var issue = _issue;
        return await issue.Silo.Call(() => method(issue));
    }

    /// <summary>A silo that holds the gate uses it, even if the others have declared it dead.</summary>
    private async Task<T> CallGate<T>(SimulatedSilo caller, Func<RateLimiter, IssueSender, Task<T>> method)
    {
        await Task.Delay(CallLatency, _time);
        if (!_gates.TryGetValue(caller.Number, out var gate))
        {
            if (_gate is null || _gate.Value.Silo.IsDeclaredDead)
            {
                var silo = Place();
                _gate = _gates[silo.Number] = await silo.Call(() => Task.FromResult(NewGate(silo)));
            }
            gate = _gate.Value;
        }
        return await gate.Item1.Call(() => method(gate.Item2, gate.Item3));
    }

    private (SimulatedSilo, RateLimiter, IssueSender) NewGate(SimulatedSilo silo)
    {
        var commits = new GroupCommit<RateLimitState>(_gateRow.Open(), new GateOwner());
        var limits = new RateLimiter("7", commits, silo.Time, NullLogger.Instance, default);
        Task<string?> Token() => Task.FromResult<string?>("token");
        return (silo, limits, new IssueSender(UserId, GitHub.For(silo), Token, limits, silo.Time, default));
    }

    private SimulatedSilo Place()
    {
        var alive = _silos.Where(silo => !silo.IsDeclaredDead).ToArray();
        return alive[_placed++ % alive.Length];
    }

    /// <summary>The grains as one silo reaches them.</summary>
    private IGrainFactory Factory(SimulatedSilo silo)
    {
        var gate = Stub.Create<IGitHubGate>(
            (string method, object?[] arguments) =>
                method switch
                {
                    nameof(IGitHubGate.CreateIssue) => CallGate(silo, (_, issues) =>
                        issues.CreateIssue(
                            (string)arguments[0]!,
                            (RepositoryName)arguments[1]!,
                            (NewGitHubIssue)arguments[2]!,
                            (TimeSpan)arguments[3]!
                        )
                    ),
                    nameof(IGitHubGate.WriteWait) => CallGate(silo, (limits, _) => Task.FromResult(limits.WriteWait())),
                    _ => throw new NotSupportedException(method),
                }
        );
        var repository = Stub.Create<IRepositoryAccess>(
            (string _, object?[] arguments) => GitHub.IssuesBy((string?)arguments[1], (DateTimeOffset)arguments[2]!)
        );
        var user = Stub.Create<IUser>(
            (string _, object?[] _) => Task.FromResult<UserProfile?>(new UserProfile { GithubUsername = "octo" })
        );
        return Stub.Create<IGrainFactory>(
            (MethodInfo method, object?[] _) =>
                method.GetGenericArguments()[0] is var type && type == typeof(IGitHubGate) ? gate
                : type == typeof(IRepositoryAccess) ? repository
                : type == typeof(IUser) ? user
                : throw new NotSupportedException(type.Name)
        );
    }

    private sealed class GateOwner : IStateOwner<RateLimitState>
    {
        public void WriteFailed(Exception exception) { }
    }
}
