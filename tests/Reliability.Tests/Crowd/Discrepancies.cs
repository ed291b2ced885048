using System.Text.Json;

namespace YudaiV3.Reliability.Tests.Crowd;

/// <summary>What went wrong with what was said, in numbers; all of them must be 0.</summary>
internal sealed record Discrepancies
{
    /// <summary>The message that makes a session.</summary>
    public const string Greeting = "hello";

    public int Acknowledged { get; init; }

    /// <summary>Acknowledged and not there.</summary>
    public int Lost { get; init; }

    /// <summary>There more than once, questions or answers, or out of their order.</summary>
    public int Doubled { get; init; }

    /// <summary>Questions without an answer, be it only that there can be none.</summary>
    public int Unanswered { get; init; }

    /// <summary>Events that a socket missed, or saw twice.</summary>
    public int Gaps { get; init; }

    /// <summary>Events that a socket has not seen yet.</summary>
    public long Unheard { get; init; }

    public int Restarted { get; init; }

    /// <summary>Times that a socket got the whole state in the place of events; it misses nothing by that.</summary>
    public int Snapshots { get; init; }

    public bool IsEmpty => this is { Lost: 0, Doubled: 0, Unanswered: 0, Gaps: 0, Unheard: 0, Restarted: 0 };

    public static Discrepancies Compare(LoadClient talker, List<JsonElement> messages)
    {
        string[] Contents(string role) =>
            [
                .. messages
                    .Where(message => message.GetProperty("role").ValueEquals(role))
                    .Select(message => message.GetProperty("content").GetString()!),
            ];
        var (asked, answers, excuses) = (Contents("user"), Contents("assistant"), Contents("system"));
        var ledger = talker.Ledger.Select(message => message.Content).ToArray();
        var open = asked.Distinct().Count(question => !answers.Contains(EchoOf(question))) - excuses.Length;
        var inOrder = asked.Distinct().Where(ledger.Contains).SequenceEqual(ledger);
        return new Discrepancies
        {
            Acknowledged = ledger.Length,
            Lost = ledger.Except(asked).Count(),
            Doubled =
                asked.Length
                - asked.Distinct().Count()
                + answers.Length
                - answers.Distinct().Count()
                + Math.Max(0, -open)
                + (inOrder ? 0 : 1),
            Unanswered = Math.Max(0, open),
            Gaps = talker.Socket.Gaps + talker.Socket.Repeats,
            Unheard = Math.Abs(messages.Count - talker.Socket.Last),
            Restarted = talker.Restarts,
            Snapshots = talker.Socket.Snapshots,
        };
    }

    /// <summary>What the model of these tests answers.</summary>
    public static string EchoOf(string question) => $"You said: {question}";

    /// <summary>What has come to it since an earlier count: one fault's damage is not the next one's.</summary>
    public Discrepancies Since(Discrepancies before) =>
        new()
        {
            Acknowledged = Acknowledged - before.Acknowledged,
            Lost = Lost - before.Lost,
            Doubled = Doubled - before.Doubled,
            Unanswered = Unanswered - before.Unanswered,
            Gaps = Gaps - before.Gaps,
            Unheard = Unheard - before.Unheard,
            Restarted = Restarted - before.Restarted,
            Snapshots = Snapshots - before.Snapshots,
        };

    public static Discrepancies operator +(Discrepancies one, Discrepancies other) =>
        new()
        {
            Acknowledged = one.Acknowledged + other.Acknowledged,
            Lost = one.Lost + other.Lost,
            Doubled = one.Doubled + other.Doubled,
            Unanswered = one.Unanswered + other.Unanswered,
            Gaps = one.Gaps + other.Gaps,
            Unheard = one.Unheard + other.Unheard,
            Restarted = one.Restarted + other.Restarted,
            Snapshots = one.Snapshots + other.Snapshots,
        };
}
