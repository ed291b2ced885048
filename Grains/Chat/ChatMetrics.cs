using System.Diagnostics.Metrics;

namespace YudaiV3.Chat;

/// <summary>
/// The metrics of a silo's conversations. <c>docs/operations.md</c> describes them.
/// </summary>
internal static class ChatMetrics
{
    public const string Meter = "YudaiV3.Chat";

    private const string Outcome = "yudai.turn.outcome";

    // The first text may come after a tenth of a second, and a model may take minutes.
    private static readonly InstrumentAdvice<double> Waits = new()
    {
        HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60, 120, 300],
    };
    private static readonly Meter Chat = new(Meter);
    private static readonly Counter<long> Turns = Chat.CreateCounter<long>(
        "yudai.chat.turns",
        "{turn}",
        "Turns that have ended, by outcome."
    );
    private static readonly Counter<long> Resumed = Chat.CreateCounter<long>(
        "yudai.chat.turns.resumed",
        "{turn}",
        "Turns that an activation found unanswered and took up again."
    );
    private static readonly Histogram<double> Duration = Chat.CreateHistogram(
        "yudai.chat.turn.duration",
        "s",
        "From the durable question to the durable answer.",
        advice: Waits
    );
    private static readonly Histogram<double> FirstWord = Chat.CreateHistogram(
        "yudai.chat.first_word.duration",
        "s",
        "From the start of a turn to its first word.",
        advice: Waits
    );
    private static readonly Counter<long> Deltas = Chat.CreateCounter<long>(
        "yudai.chat.deltas",
        "{delta}",
        "Pieces of answers that were shown while they were written."
    );

    public static void TurnResumed() => Resumed.Add(1);

    public static void DeltaPublished(bool first, TimeSpan since)
    {
        Deltas.Add(1);
        if (first)
            FirstWord.Record(since.TotalSeconds);
    }

    /// <param name="answer">The durable answer; null if it was not wanted any more.</param>
    public static void TurnEnded(Message? answer, TimeSpan sinceQuestion)
    {
        var outcome = answer switch
        {
            null => "dropped",
            { Role: Speaker.System } => "failed",
            { Metadata.Stopped: true } => "stopped",
            _ => "answered",
        };
        Turns.Add(1, new KeyValuePair<string, object?>(Outcome, outcome));
        if (answer is not null)
            Duration.Record(sinceQuestion.TotalSeconds, new KeyValuePair<string, object?>(Outcome, outcome));
    }
}
