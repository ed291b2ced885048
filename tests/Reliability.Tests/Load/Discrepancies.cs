using System.Text.Json;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>
/// The differences between what a client recorded and what the server stored, as counts. All except
/// <see cref="Acknowledged"/> and <see cref="Snapshots"/> must be 0.
/// </summary>
internal sealed record Discrepancies
{
    /// <summary>The content of the message that creates a session.</summary>
    public const string FirstMessage = "hello";

    public int Acknowledged { get; init; }

    /// <summary>Messages that were acknowledged and are not stored.</summary>
    public int Lost { get; init; }

    /// <summary>Questions or answers that are stored more than once or in the wrong order.</summary>
    public int Duplicated { get; init; }

    /// <summary>Questions without an answer and without a stored reason why there is none.</summary>
    public int Unanswered { get; init; }

    /// <summary>Events that a socket missed or received twice.</summary>
    public int Gaps { get; init; }

    /// <summary>Events that a socket has not received yet.</summary>
    public long Undelivered { get; init; }

    /// <summary>Responses after which a client would have to restart.</summary>
    public int Restarts { get; init; }

    /// <summary>How often a socket received the whole state in place of events. It misses nothing by that.</summary>
    public int Snapshots { get; init; }

    public bool IsEmpty => this is { Lost: 0, Duplicated: 0, Unanswered: 0, Gaps: 0, Undelivered: 0, Restarts: 0 };

    public static Discrepancies Compare(LoadClient client, List<JsonElement> messages)
    {
        string[] Contents(string role) =>
            [
                .. messages
                    .Where(message => message.GetProperty("role").ValueEquals(role))
                    .Select(message => message.GetProperty("content").GetString()!),
            ];
        var (questions, answers, failures) = (Contents("user"), Contents("assistant"), Contents("system"));
        var acknowledged = client.Acknowledged.Select(message => message.Content).ToArray();
        var unanswered =
            questions.Distinct().Count(question => !answers.Contains(ExpectedAnswer(question))) - failures.Length;
        var isInOrder = questions.Distinct().Where(acknowledged.Contains).SequenceEqual(acknowledged);
        return new Discrepancies
        {
            Acknowledged = acknowledged.Length,
            Lost = acknowledged.Except(questions).Count(),
            Duplicated =
                questions.Length
                - questions.Distinct().Count()
                + answers.Length
                - answers.Distinct().Count()
                + Math.Max(0, -unanswered)
                + (isInOrder ? 0 : 1),
            Unanswered = Math.Max(0, unanswered),
            Gaps = client.Socket.Gaps + client.Socket.Repeats,
            Undelivered = Math.Abs(messages.Count - client.Socket.LastSeq),
            Restarts = client.Restarts,
            Snapshots = client.Socket.Snapshots,
        };
    }

    /// <summary>The answer that the model of these tests gives.</summary>
    public static string ExpectedAnswer(string question) => $"You said: {question}";

    /// <summary>What was added after an earlier count, so that each fault is judged alone.</summary>
    public Discrepancies Since(Discrepancies earlier) =>
        new()
        {
            Acknowledged = Acknowledged - earlier.Acknowledged,
            Lost = Lost - earlier.Lost,
            Duplicated = Duplicated - earlier.Duplicated,
            Unanswered = Unanswered - earlier.Unanswered,
            Gaps = Gaps - earlier.Gaps,
            Undelivered = Undelivered - earlier.Undelivered,
            Restarts = Restarts - earlier.Restarts,
            Snapshots = Snapshots - earlier.Snapshots,
        };

    public static Discrepancies operator +(Discrepancies left, Discrepancies right) =>
        new()
        {
            Acknowledged = left.Acknowledged + right.Acknowledged,
            Lost = left.Lost + right.Lost,
            Duplicated = left.Duplicated + right.Duplicated,
            Unanswered = left.Unanswered + right.Unanswered,
            Gaps = left.Gaps + right.Gaps,
            Undelivered = left.Undelivered + right.Undelivered,
            Restarts = left.Restarts + right.Restarts,
            Snapshots = left.Snapshots + right.Snapshots,
        };
}
