using System.Collections.Immutable;
using System.Threading.Channels;
using Orleans;

namespace YudaiV3.Chat;

/// <summary>An observer that keeps the frames it receives.</summary>
internal sealed class Listener : ISessionObserver
{
    private readonly Channel<LiveFrame> _frames = Channel.CreateUnbounded<LiveFrame>();
    private readonly IGrainFactory _grains;

    public Listener(IGrainFactory grains)
    {
        _grains = grains;
        Reference = grains.CreateObjectReference<ISessionObserver>(this);
    }

    public ISessionObserver Reference { get; }
    public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Receive(ImmutableArray<LiveFrame> frames)
    {
        foreach (var frame in frames)
            _frames.Writer.TryWrite(frame);
        return Task.CompletedTask;
    }

    public Task SubscriptionLost()
    {
        Left.TrySetResult();
        return Task.CompletedTask;
    }

    /// <summary>All frames up to and including the first that matches.</summary>
    public async Task<List<LiveFrame>> Until(Func<LiveFrame, bool> predicate)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        List<LiveFrame> received = [];
        while (received.Count == 0 || !predicate(received[^1]))
            received.Add(await _frames.Reader.ReadAsync(timeout.Token));
        return received;
    }

    public Task<List<LiveFrame>> UntilSeq(long seq) => Until(frame => frame is EventFrame e && e.Event.Seq == seq);

    public void Forget() => _grains.DeleteObjectReference<ISessionObserver>(Reference);
}
