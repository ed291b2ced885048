using System.Threading.Channels;

namespace YudaiV3.Api.Realtime;

/// <summary>Does what a client asks for one after another, beside the reading of its next frames.</summary>
internal sealed class Lane(int most)
{
    private readonly Channel<Func<Task>> _work = Channel.CreateBounded<Func<Task>>(new BoundedChannelOptions(most) { SingleReader = true, SingleWriter = true });

    /// <summary>False where too much is waiting.</summary>
    public bool TryAdd(Func<Task> work) => _work.Writer.TryWrite(work);

    /// <summary>What was added before is still done.</summary>
    public void End() => _work.Writer.TryComplete();

    public async Task Run()
    {
        await foreach (var work in _work.Reader.ReadAllAsync())
            await work();
    }
}
