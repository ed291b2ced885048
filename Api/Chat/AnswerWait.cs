using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>
/// Waits for an answer in several short calls instead of a long one: when a silo goes in the middle, the next call
/// finds the session where it is then.
/// </summary>
internal static class AnswerWait
{
    /// <summary>Proxies cut at 30 s.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan ACall = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(1);

    /// <exception cref="TooSlowException">It takes longer than a proxy would wait.</exception>
    public static async Task<Exchange> Answer(
        IChatSession session,
        NewMessage message,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var isDurable = false;
        for (var start = time.GetTimestamp(); MaxWait - time.GetElapsedTime(start) is var left && left > OnTheWay; )
        {
            var patience = left - OnTheWay < ACall ? left - OnTheWay : ACall;
            try
            {
                var exchange = await session
                    .Ask(message, patience)
                    .WaitAsync(patience + OnTheWay, time, cancellationToken);
                if (exchange.Answer is not null)
                    return exchange;
                isDurable = true;
            }
            catch (TimeoutException)
            {
                // Nobody answered, not even that it takes longer. To ask again is safe.
            }
        }
        throw new TooSlowException(
            isDurable
                ? "DAifu is still writing. The answer goes on: it arrives on the WebSocket and in the session's messages, and the same request with the same client_message_id waits for it again."
                : "The session did not respond in time. Send the same request with the same client_message_id again: the message is then kept once, and its answer waited for."
        );
    }
}
