using YudaiV3.Hosting;

namespace YudaiV3.Chat.Search;

/// <summary>
/// Writes a session's messages to the search index, behind the log. Nothing waits for it. After a failure it reads the
/// missing events from the log again.
/// </summary>
internal sealed class SearchIndexer
{
    private const int MaxBatch = 128;

    /// <summary>Messages that arrive within this time are written together.</summary>
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(500);

    private readonly SessionContext _session;
    private readonly IMessageIndex _index;
    private readonly SupervisedTask _writing;
    private Task _rebuild = Task.CompletedTask;
    private bool _beginsAnew;

    public SearchIndexer(SessionContext session, IMessageIndex index)
    {
        (_session, _index) = (session, index);
        IndexedThrough = session.Head.IndexedThrough;
        _writing = new($"search index of {session.Key}", Write, session.Time, session.Logger, session.Ending);
    }

    /// <summary>The index has the messages up to this seq.</summary>
    public long IndexedThrough { get; private set; }

    /// <summary>Completes when no write is running or planned.</summary>
    public Task Completion => _writing.Completion;

    private long Backlog => _session.Head.Seq - IndexedThrough;

    /// <summary>Starts to write if messages are missing from the index.</summary>
    public void Resume()
    {
        if (Backlog > 0)
            _ = _writing.Request();
    }

    /// <summary>Writes all messages again. A call while this is in progress waits for the same.</summary>
    /// <exception cref="UnavailableException">The activation ended before all messages were written.</exception>
    public Task Rebuild()
    {
        if (_rebuild.IsCompleted)
            _rebuild = RebuildAll();
        return _rebuild;
    }

    private async Task RebuildAll()
    {
        _beginsAnew = true;
        try
        {
            await _writing.Request();
        }
        catch (OperationCanceledException)
        {
            throw new UnavailableException("The session is moving to another server. Please send the request again.");
        }
    }

    private async Task<TimeSpan?> Write()
    {
        if (_beginsAnew)
            (_beginsAnew, IndexedThrough) = (false, 0);
        else if (Backlog < MaxBatch)
            await Task.Delay(BatchDelay, _session.Time, _session.Ending);
        var last = _session.Head.Seq; // Later messages request another run.
        while (IndexedThrough < last)
        {
            var events = await _session.Log.Read(_session.Head, IndexedThrough, IndexedThrough + MaxBatch);
            await _index.Put(_session.Key, events, _session.Ending);
            IndexedThrough = events[^1].Seq;
        }
        return null;
    }
}
