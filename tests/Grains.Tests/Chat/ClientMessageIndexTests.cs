namespace YudaiV3.Chat;

public sealed class ClientMessageIndexTests
{
    [Fact]
    public void Add_of_more_than_64_segments_forgets_the_oldest()
    {
        var index = new ClientMessageIndex(sealedBefore: 10);
        SessionEvent Event(long n) =>
            new()
            {
                Seq = n,
                Message = new Message { Content = $"{n}", ClientMessageId = $"id-{n}" },
            };
        for (var n = 10; n < 74; n++)
            index.Add(n, [Event(n)]);
        Assert.Equal((10, 10), (index.CompleteFrom, index.Find("id-10")!.Seq));
        index.Add(74, [Event(74)]);
        Assert.Equal(11, index.CompleteFrom);
        Assert.Null(index.Find("id-10"));
        Assert.Equal(74, index.Find("id-74")!.Seq);
    }
}
