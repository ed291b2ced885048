using YudaiV3.Api.Web;
using YudaiV3.Issues;

namespace YudaiV3.Api.Issues;

/// <summary>
/// Waits until an issue is filed in several short calls instead of a long one: when a silo goes in the middle, the next
/// call finds the issue where it is then.
/// </summary>
internal static class FilingWait
{
    /// <summary>Proxies cut at 30 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan FirstCall = TimeSpan.FromSeconds(2),
        ACall = TimeSpan.FromSeconds(6),
        OnTheWay = TimeSpan.FromSeconds(2);

    /// <exception cref="TooSlowException">It takes longer than a proxy would wait.</exception>
    public static async Task<FiledIssue> Filed(IUserIssue issue, TimeProvider time, CancellationToken aborted)
    {
        var patience = FirstCall;
        for (
            var start = time.GetTimestamp();
            Patience - time.GetElapsedTime(start) is var left && left > OnTheWay;
            patience = ACall
        )
            try
            {
                patience = patience < left - OnTheWay ? patience : left - OnTheWay;
                if (await issue.File(patience).WaitAsync(patience + OnTheWay, time, aborted) is { } filed)
                    return filed;
            }
            catch (TimeoutException)
            {
                // Nobody answered, not even that it takes longer. To ask again is safe.
            }
        throw new TooSlowException(
            "GitHub has not answered in time; the issue is still being filed. Please send the same request again."
        );
    }
}
