using System.ClientModel;
using System.Globalization;
using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>Tells a user why the endpoint gave no answer, and the answerer whether to try again.</summary>
internal static class ModelFailures
{
    private static readonly TimeSpan MaxLength = TimeSpan.FromDays(1);

    public static ModelException Broken() => new("The model's answer broke off.") { Transient = true };

    public static ModelException From(ClientResultException refused) =>
        From(
            refused.Status,
            refused.GetRawResponse() is { Headers: var headers } && headers.TryGetValue("Retry-After", out var wait)
                ? Wait(wait, headers.TryGetValue("Date", out var date) ? date : null)
                : null
        );

    /// <param name="status">0 where the endpoint was not reached.</param>
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

    /// <param name="wait">Seconds, or a date.</param>
    /// <param name="now">What the endpoint's own clock showed.</param>
    private static TimeSpan? Wait(string? wait, string? now)
    {
        if (double.TryParse(wait, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, MaxLength.TotalSeconds));
        if (!TryDate(wait, out var until) || !TryDate(now, out var sent))
            return null;
        return TimeSpan.FromTicks(Math.Clamp((until - sent).Ticks, 0, MaxLength.Ticks));
    }

    private static bool TryDate(string? text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);
}
