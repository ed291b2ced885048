namespace YudaiV3.Chat.Search;

/// <summary>
/// Writes a session's messages to the search index, behind the log. Nothing waits for it. After a failure it reads the
/// missing events from the log again.
/// </summary>
internal sealed class SearchIndexer(SessionContext session, IMessageIndex index)
{
    private const int MaxBatch = 128;

    /// <summary>Messages that arrive within this time are written together.</summary>
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(3);

    /// <summary>The index has the messages up to this seq.</summary>
    public long IndexedThrough { get; private set; } = session.Head.IndexedThrough;

    /// <summary>Completes when no write is running or planned.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Starts to write if messages are missing from the index.</summary>
    public void Resume()
    {
        if (Completion.IsCompleted && HasBacklog && !session.IsEnding)
            Completion = Run();
    }

    /// <summary>Writes all messages again.</summary>
    public async Task Rebuild()
    {
        await Completion;
        IndexedThrough = 0;
        for (Resume(); HasBacklog; Resume())
            await Completion;
    }

    private bool HasBacklog => session.Head.Seq > IndexedThrough;

    private async Task Run()
    {
        try
        {
            var delay = BatchDelay;
            while (HasBacklog)
            {
                await Task.Delay(delay, session.Time, session.Ending);
                delay = await TryWrite() ? BatchDelay : RetryDelay;
            }
        }
        catch (OperationCanceledException) when (session.IsEnding)
        {
            // The next activation continues.
        }
    }

    private async Task<bool> TryWrite()
    {
        try
        {
            var events = await session.Log.Read(session.Head, IndexedThrough, IndexedThrough + MaxBatch);
            await index.Put(session.Key, events, session.Ending);
            IndexedThrough = events[^1].Seq;
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            session.Logger.NotIndexed(exception, session.Key);
            return false;
        }
    }
}
