using YudaiV3.Chat.Answering;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Silo.Chat;

/// <summary>Waits and limits, on a clock that the tests move.</summary>
public sealed class EndpointTimeTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(60),
        Next = TimeSpan.FromSeconds(20),
        Deadline = TimeSpan.FromSeconds(120);
    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly WatchedTime _time = new();

    [Fact]
    public async Task Answer_when_the_first_word_does_not_come_hangs_up_and_fails()
    {
        await using var talk = await AnsweringFixture.Start(_time, ("Answering:Attempts", "1"));
        talk.Endpoint.Script(ModelReply.Silence());

        var asking = talk.Ask();
        var request = await talk.Endpoint.Next();
        _time.Advance(First);

        Assert.True((await Assert.ThrowsAsync<ModelException>(() => asking)).Transient);
        await request.Cancelled();
    }

    [Fact]
    public async Task Answer_when_the_model_stalls_between_words_hangs_up_and_fails()
    {
        await using var talk = await AnsweringFixture.Start(_time, ("Answering:Attempts", "1"));
        talk.Endpoint.Script(ModelReply.Wait(Never, before: "Some words"));

        var asking = talk.Ask();
        await talk.Written("Some words");
        _time.Advance(Next);

        await Assert.ThrowsAsync<ModelException>(() => asking);
        await (await talk.Endpoint.Next()).Cancelled();
    }

    [Fact]
    public async Task Answer_that_keeps_coming_outlives_the_stall_limit()
    {
        var gate = new TaskCompletionSource();
        await using var talk = await AnsweringFixture.Start(_time);
        talk.Endpoint.Script(ModelReply.Wait(gate.Task, before: "Slow", after: " but sure"));

        var asking = talk.Ask();
        await talk.Written("Slow");
        _time.Advance(Next - TimeSpan.FromSeconds(1));
        gate.SetResult();

        Assert.Equal("Slow but sure", (await asking).Content);
    }

    [Fact]
    public async Task Answer_is_over_with_its_end_mark_though_the_endpoint_leaves_the_connection_open()
    {
        await using var talk = await AnsweringFixture.Start(_time);
        talk.Endpoint.Script(ModelReply.AnswerAndStay("All of it."));

        // No silence ends it, as the time stands still.
        var answered = await talk.Ask().WaitAsync(AnsweringFixture.Patience);

        Assert.Equal(("All of it.", 1), (answered.Content, answered.Attempts));
    }

    [Fact]
    public async Task Answer_waits_as_long_as_the_endpoint_asks()
    {
        var wait = TimeSpan.FromSeconds(17);
        await using var talk = await AnsweringFixture.Start(_time);
        talk.Endpoint.Script(ModelReply.Refuse(429, wait), ModelReply.Answer("Now."));

        var asking = talk.Ask();
        await _time.Waits(wait);
        _time.Advance(wait - TimeSpan.FromSeconds(1));
        Assert.Single(talk.Endpoint.Requests);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("Now.", 2), ((await asking).Content, talk.Endpoint.Requests.Count));
    }

    [Fact]
    public async Task Answer_waits_until_the_date_that_the_endpoint_names_by_its_own_clock()
    {
        var theirs = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
        await using var talk = await AnsweringFixture.Start(_time);
        talk.Endpoint.Script(ModelReply.RefuseUntil(503, theirs.AddSeconds(42), theirs), ModelReply.Answer("Now."));

        var asking = talk.Ask();
        await _time.Waits(TimeSpan.FromSeconds(42));
        _time.Advance(TimeSpan.FromSeconds(42));

        Assert.Equal(("Now.", 2), ((await asking).Content, talk.Endpoint.Requests.Count));
    }

    [Fact]
    public async Task Answer_when_the_model_stalls_is_asked_for_again_and_shown_once()
    {
        await using var talk = await AnsweringFixture.Start(_time, ("Answering:RetryDelay", "00:00:01"));
        talk.Endpoint.Script(ModelReply.Wait(Never, before: "Some words"), ModelReply.Answer("All of it."));

        var asking = talk.Ask();
        await talk.Written("Some words");
        _time.Advance(Next);
        await (await talk.Endpoint.Next()).Cancelled();
        await Eventually.True(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(0.5));
                return Task.FromResult(talk.Endpoint.Requests.Count == 2);
            },
            AnsweringFixture.Patience,
            () => "the model is asked again"
        );

        Assert.Equal(("All of it.", 2, 1), ((await asking).Content, (await asking).Attempts, talk.Restarts));
        await talk.Written("All of it.");
    }

    [Fact]
    public async Task Answer_when_stopped_while_it_waits_to_ask_again_asks_no_more()
    {
        await using var talk = await AnsweringFixture.Start(_time);
        talk.Endpoint.Script(ModelReply.Refuse(429, TimeSpan.FromSeconds(33)));
        using var stop = new CancellationTokenSource();

        var asking = talk.Ask(stop: stop.Token);
        await _time.Waits(TimeSpan.FromSeconds(33));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Single(talk.Endpoint.Requests);
    }

    [Fact]
    public async Task Answer_when_the_endpoint_asks_for_more_than_the_deadline_fails_at_once()
    {
        await using var talk = await AnsweringFixture.Start(_time);
        talk.Endpoint.Script(ModelReply.Refuse(429, Deadline));

        await Assert.ThrowsAsync<ModelException>(() => talk.Ask());

        Assert.Single(talk.Endpoint.Requests);
    }

    [Fact]
    public async Task Answer_at_the_deadline_hangs_up_and_fails()
    {
        await using var talk = await AnsweringFixture.Start(_time, ("Answering:NextWord", "00:10:00"));
        talk.Endpoint.Script(ModelReply.Wait(Never, before: "Endless"));

        var asking = talk.Ask();
        await talk.Written("Endless");
        _time.Advance(Deadline);

        await Assert.ThrowsAsync<ModelException>(() => asking);
        await (await talk.Endpoint.Next()).Cancelled();
        Assert.Single(talk.Endpoint.Requests);
    }

    [Fact]
    public async Task Answer_when_calls_keep_failing_leaves_the_endpoint_alone_for_a_while()
    {
        await using var talk = await AnsweringFixture.Start(
            _time,
            ("Answering:Attempts", "1"),
            ("Answering:BreakerCalls", "3")
        );
        talk.Endpoint.Default = _ => ModelReply.Refuse(500);
        for (var call = 0; call < 3; call++)
            await Assert.ThrowsAsync<ModelException>(() => talk.Ask());

        await Assert.ThrowsAsync<ModelException>(() => talk.Ask());
        Assert.Equal(3, talk.Endpoint.Requests.Count);

        talk.Endpoint.Default = _ => ModelReply.Answer("Back.");
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("Back.", (await talk.Ask()).Content);
    }

    [Fact]
    public async Task Answer_when_the_endpoint_only_wants_fewer_calls_keeps_asking()
    {
        await using var talk = await AnsweringFixture.Start(
            _time,
            ("Answering:Attempts", "1"),
            ("Answering:BreakerCalls", "3")
        );
        talk.Endpoint.Default = _ => ModelReply.Refuse(429);

        for (var call = 0; call < 5; call++)
            await Assert.ThrowsAsync<ModelException>(() => talk.Ask());

        Assert.Equal(5, talk.Endpoint.Requests.Count);
    }
}
