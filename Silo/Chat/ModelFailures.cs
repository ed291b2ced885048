using System.ClientModel;
using System.Globalization;
using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// Maps failures of the endpoint to texts for the user, and tells <see cref="AnswerGenerator"/> whether to try again.
/// </summary>
internal static class ModelFailures
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    public static ModelException Broken() => new("The model's answer broke off.") { Transient = true };

    public static ModelException From(ClientResultException refused) =>
        From(
            refused.Status,
            refused.GetRawResponse() is { Headers: var headers } && headers.TryGetValue("Retry-After", out var wait)
                ? ParseWait(wait, headers.TryGetValue("Date", out var date) ? date : null)
                : null
        );

    /// <param name="status">0 if the endpoint was not reached.</param>
    public static ModelException From(int status, TimeSpan? wait) =>
        status switch
        {
            0 => new("The model cannot be reached.") { Transient = true },
            429 => new("The model has too much to do.")
            {
                Transient = true,
                Throttled = true,
                RetryAfter = wait,
            },
            408 or 409 or 425 or >= 500 => new("The model is not available.") { Transient = true, RetryAfter = wait },
            401 or 403 => new("The model endpoint does not accept this server's key."),
            402 => new("This server's account at the model endpoint has no credit left."),
            404 => new("The model endpoint does not know this server's model."),
            _ => new("The model endpoint refused the request."),
        };

    /// <param name="retryAfter">Seconds, or a date.</param>
    /// <param name="date">The time of the endpoint's clock.</param>
    private static TimeSpan? ParseWait(string? retryAfter, string? date)
    {
        if (double.TryParse(retryAfter, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, MaxWait.TotalSeconds));
        if (!TryParseDate(retryAfter, out var until) || !TryParseDate(date, out var sent))
            return null;
        return TimeSpan.FromTicks(Math.Clamp((until - sent).Ticks, 0, MaxWait.Ticks));
    }

    private static bool TryParseDate(string? text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(
            text,
            "r",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out value
        );
}
