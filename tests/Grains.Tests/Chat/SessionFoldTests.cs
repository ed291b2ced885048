namespace YudaiV3.Chat;

public sealed class SessionFoldTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static SessionEvent Said(long seq, int tokens) =>
        new()
        {
            Seq = seq,
            At = Noon.AddSeconds(seq),
            Message = new Message { Role = Speaker.User, Tokens = tokens },
        };

    [Fact]
    public void Add_of_a_superseding_event_continues_from_the_kept_statistics()
    {
        var first = new SessionFold().Add(Said(1, tokens: 5));
        var supersession = new Supersession
        {
            From = 2,
            Through = 2,
            Kept = first.Statistics,
        };
        var fold = first.Add(Said(2, tokens: 7)).Add(Said(3, tokens: 1) with { Supersession = supersession });
        Assert.Equal((3, Noon.AddSeconds(3)), (fold.Seq, fold.At));
        Assert.Equal((2, 6), (fold.Statistics.TotalMessages, fold.Statistics.TotalTokens));
        Assert.Equal((false, true, false), (fold.Supersedes(1), fold.Supersedes(2), fold.Supersedes(3)));
    }

    [Fact]
    public void Add_of_card_changes_keeps_the_current_cards_in_order()
    {
        var fold = new SessionFold()
            .Add(Changed(1, CardAction.Add, "a"))
            .Add(Changed(2, CardAction.Add, "b"))
            .Add(Changed(3, CardAction.Update, "a"));
        Assert.Equal([("a", 3L), ("b", 2L)], fold.Cards.Select(card => (card.Id, card.Seq)));
        fold = fold.Add(Changed(4, CardAction.Remove, "a"));
        Assert.Equal((false, true), (fold.HasCard("a"), fold.HasCard("b")));
    }

    private static SessionEvent Changed(long seq, CardAction action, string id) =>
        new()
        {
            Seq = seq,
            Card = new CardChange
            {
                Action = action,
                Card = new ContextCard { Id = id },
            },
        };
}
