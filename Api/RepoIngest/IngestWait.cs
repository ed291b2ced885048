using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>
/// Waits for the end of an ingest in several short calls instead of a long one: when a silo goes in the middle, the
/// next call finds the ingest where it is then.
/// </summary>
internal static class IngestWait
{
    private static readonly TimeSpan ACall = TimeSpan.FromSeconds(6);

    public static async Task<IngestStatus> End(IRepoIngest ingest, long userId, CancellationToken aborted)
    {
        while (true)
        {
            aborted.ThrowIfCancellationRequested();
            if (await ingest.Wait(userId, ACall).WaitAsync(aborted) is { HasEnded: true } ended)
                return ended;
        }
    }
}
