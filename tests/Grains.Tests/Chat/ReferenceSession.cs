namespace YudaiV3.Chat;

/// <summary>
/// What a session must look like after any history, as simply as it can be said: a list of turns. Events are counted as
/// the log counts them, because messages are shown in the order of the log.
/// </summary>
internal sealed class ReferenceSession
{
    private readonly List<ReferenceTurn> _turns = [];
    private readonly List<string> _log = [];

    public List<ReferenceTurn> Turns => _turns;

    /// <summary>The contents of all messages, superseded ones included.</summary>
    public IEnumerable<string> All => _log.Where(text => text.Length > 0);

    /// <summary>The contents that are shown after each event.</summary>
    public List<string[]> History { get; } =
    [
        [],
    ];

    public string[] Shown =>
        [
            .. _turns
                .SelectMany(turn => turn.Answer is { } answer ? (Entry[])[turn.Question, answer] : [turn.Question])
                .OrderBy(entry => entry.Seq)
                .Select(entry => entry.Text),
        ];

    /// <summary>The turn that is answered next: the first unanswered question, or else the first request.</summary>
    public ReferenceTurn? Owed =>
        _turns.Find(turn => turn.Answer is null)
        ?? _turns.Where(turn => turn.Requested > 0).MinBy(turn => turn.Requested);

    public void Ask(string text) => _turns.Add(new ReferenceTurn(Append(text)));

    public void Edit(int index, string text)
    {
        _turns.RemoveRange(index, _turns.Count - index);
        Ask(text);
        History[^1] = Shown;
    }

    public void Regenerate(int index)
    {
        if (_turns[index].Requested == 0)
            _turns[index].Requested = _turns.Max(turn => turn.Requested) + 1;
    }

    public void Answer(string text)
    {
        var turn = Owed!;
        (turn.Answer, turn.Requested, turn.Version) = (Append(text), 0, turn.Version + 1);
        History[^1] = Shown;
    }

    /// <summary>An event that is no message.</summary>
    public void AddCard() => Append("");

    private Entry Append(string text)
    {
        _log.Add(text);
        var entry = new Entry(_log.Count, text);
        History.Add(text.Length == 0 ? Shown : [.. Shown, text]);
        return entry;
    }
}

internal sealed record Entry(int Seq, string Text);

internal sealed class ReferenceTurn(Entry question)
{
    public Entry Question => question;
    public Entry? Answer { get; set; }

    /// <summary>The number of answers that the turn has had.</summary>
    public int Version { get; set; }

    /// <summary>The order of the request for a new answer; 0 if there is none.</summary>
    public int Requested { get; set; }
}
