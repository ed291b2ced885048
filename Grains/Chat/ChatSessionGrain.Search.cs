using System.Collections.Immutable;
using YudaiV3.Storage;

namespace YudaiV3.Chat;

// The search is written behind: nothing waits for it, and what it missed it gets from the log.
internal sealed partial class ChatSessionGrain
{
    /// <summary>Messages that come together go together.</summary>
    private static readonly TimeSpan IndexEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan IndexAgainAfter = TimeSpan.FromSeconds(3);
    private const int IndexAtOnce = 128;

    private Task _indexing = Task.CompletedTask;
    private long _indexed;

    public async Task Reindex()
    {
        await _indexing;
        _indexed = 0;
        for (IndexSoon(); _indexed < Head.Seq; IndexSoon())
            await _indexing;
    }

    public async Task<ImmutableArray<SessionEvent>> MessagesAt(ImmutableArray<long> seqs)
    {
        var events = await GrainRecords.Each([.. seqs.Where(seq => seq > 0 && seq <= Head.Seq)], seq =>
            _log.Read(Head, seq)
        );
        return [.. events.Where(e => e.Message is not null)];
    }

    private void IndexSoon()
    {
        if (_indexing.IsCompleted && Head.Seq > _indexed && !_ending.IsCancellationRequested)
            _indexing = Index();
    }

    private async Task Index()
    {
        try
        {
            for (var pause = IndexEvery; Head.Seq > _indexed; )
            {
                await Task.Delay(pause, time, _ending.Token);
                pause = await TryIndex() ? IndexEvery : IndexAgainAfter;
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The next activation goes on.
        }
    }

    private async Task<bool> TryIndex()
    {
        try
        {
            var events = await _log.Read(Head, _indexed, _indexed + IndexAtOnce);
            await index.Put(Key, events, _ending.Token);
            _indexed = events[^1].Seq;
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotIndexed(fault, Key);
            return false;
        }
    }
}
