using Microsoft.Extensions.Time.Testing;
using YudaiV3.Hosting;

namespace YudaiV3.Issues.Simulation;

/// <summary>
/// A silo whose code runs only when the world says so. Its clock differs from that of others. A frozen silo has all its
/// timers and responses still before it when it thaws.
/// </summary>
internal sealed class SimulatedSilo(int number, FakeTimeProvider world, TimeSpan clockDifference)
{
    private readonly List<TaskCompletionSource> _calls = [];

    public ManualTaskScheduler Scheduler { get; } = new();
    public TimeProvider Time { get; } = new Clock(world, clockDifference);
    public int Number => number;

    /// <summary>When it was frozen; null if it runs.</summary>
    public DateTimeOffset? FrozenAt { get; set; }

    /// <summary>Whether the others have declared it dead. It may not know yet.</summary>
    public bool IsDeclaredDead { get; private set; }

    /// <summary>It never runs again.</summary>
    public bool HasEnded { get; private set; }

    public bool Runs => FrozenAt is null && !HasEnded;

    public void DeclareDead()
    {
        IsDeclaredDead = true;
        foreach (var call in _calls)
            call.TrySetResult();
        _calls.Clear();
    }

    public void End()
    {
        DeclareDead();
        HasEnded = true;
    }

    /// <summary>Runs a call of another silo here. It fails as soon as this silo is declared dead.</summary>
    public async Task<T> Call<T>(Func<Task<T>> method)
    {
        var lost = new TaskCompletionSource();
        _calls.Add(lost);
        if (HasEnded || IsDeclaredDead)
            lost.TrySetResult();
        var response = Scheduler.Start(method);
        if (await Task.WhenAny(response, lost.Task) == lost.Task)
            throw new Orleans.Runtime.SiloUnavailableException($"Silo {number} is dead.");
        _calls.Remove(lost);
        return await response;
    }

    private sealed class Clock(FakeTimeProvider world, TimeSpan difference) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + difference;

        public override long GetTimestamp() => world.GetTimestamp();

        public override long TimestampFrequency => world.TimestampFrequency;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            world.CreateTimer(callback, state, dueTime, period);
    }
}
