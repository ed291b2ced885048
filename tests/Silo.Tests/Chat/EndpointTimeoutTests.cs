using YudaiV3.Chat.Answering;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Silo.Chat;

/// <summary>Timeouts and delays, on a clock that the tests advance.</summary>
public sealed class EndpointTimeoutTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(60),
        Next = TimeSpan.FromSeconds(20),
        Deadline = TimeSpan.FromSeconds(120);
    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly ObservableTimeProvider _time = new();

    [Fact]
    public async Task Answer_without_a_first_word_in_time_hangs_up_and_fails()
    {
        await using var fixture = await AnsweringFixture.Start(_time, ("Answering:Attempts", "1"));
        fixture.Endpoint.Script(ModelReply.Silence());

        var answering = fixture.Ask();
        var request = await fixture.Endpoint.Next();
        _time.Advance(First);

        Assert.True((await Assert.ThrowsAsync<ModelException>(() => answering)).Transient);
        await request.Cancelled();
    }

    [Fact]
    public async Task Answer_when_the_model_stalls_between_words_hangs_up_and_fails()
    {
        await using var fixture = await AnsweringFixture.Start(_time, ("Answering:Attempts", "1"));
        fixture.Endpoint.Script(ModelReply.Wait(Never, before: "Some words"));

        var answering = fixture.Ask();
        await fixture.Written("Some words");
        _time.Advance(Next);

        await Assert.ThrowsAsync<ModelException>(() => answering);
        await (await fixture.Endpoint.Next()).Cancelled();
    }

    [Fact]
    public async Task Answer_that_keeps_coming_outlasts_the_silence_limit()
    {
        var gate = new TaskCompletionSource();
        await using var fixture = await AnsweringFixture.Start(_time);
        fixture.Endpoint.Script(ModelReply.Wait(gate.Task, before: "Slow", after: " but sure"));

        var answering = fixture.Ask();
        await fixture.Written("Slow");
        _time.Advance(Next - TimeSpan.FromSeconds(1));
        gate.SetResult();

        Assert.Equal("Slow but sure", (await answering).Content);
    }

    [Fact]
    public async Task Answer_with_an_end_mark_ends_although_the_connection_stays_open()
    {
        await using var fixture = await AnsweringFixture.Start(_time);
        fixture.Endpoint.Script(ModelReply.AnswerAndStay("All of it."));

        // The time stands still, so no timeout ends the answer.
        var answer = await fixture.Ask().WaitAsync(AnsweringFixture.Patience);

        Assert.Equal(("All of it.", 1), (answer.Content, answer.Attempts));
    }

    [Fact]
    public async Task Answer_waits_as_long_as_the_endpoint_asks()
    {
        var wait = TimeSpan.FromSeconds(17);
        await using var fixture = await AnsweringFixture.Start(_time);
        fixture.Endpoint.Script(ModelReply.Refuse(429, wait), ModelReply.Answer("Now."));

        var answering = fixture.Ask();
        await _time.Waits(wait);
        _time.Advance(wait - TimeSpan.FromSeconds(1));
        Assert.Single(fixture.Endpoint.Requests);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("Now.", 2), ((await answering).Content, fixture.Endpoint.Requests.Count));
    }

    [Fact]
    public async Task Answer_waits_until_the_date_that_the_endpoint_names_by_its_own_clock()
    {
        var endpointTime = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
        await using var fixture = await AnsweringFixture.Start(_time);
        fixture.Endpoint.Script(
            ModelReply.RefuseUntil(503, endpointTime.AddSeconds(42), endpointTime),
            ModelReply.Answer("Now.")
        );

        var answering = fixture.Ask();
        await _time.Waits(TimeSpan.FromSeconds(42));
        _time.Advance(TimeSpan.FromSeconds(42));

        Assert.Equal(("Now.", 2), ((await answering).Content, fixture.Endpoint.Requests.Count));
    }

    [Fact]
    public async Task Answer_when_the_model_stalls_is_requested_again_and_shown_once()
    {
        await using var fixture = await AnsweringFixture.Start(_time, ("Answering:RetryDelay", "00:00:01"));
        fixture.Endpoint.Script(ModelReply.Wait(Never, before: "Some words"), ModelReply.Answer("All of it."));

        var answering = fixture.Ask();
        await fixture.Written("Some words");
        _time.Advance(Next);
        await (await fixture.Endpoint.Next()).Cancelled();
        await Eventually.True(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(0.5));
                return Task.FromResult(fixture.Endpoint.Requests.Count == 2);
            },
            AnsweringFixture.Patience,
            () => "the second request does not come"
        );

        Assert.Equal(("All of it.", 2, 1), ((await answering).Content, (await answering).Attempts, fixture.Restarts));
        await fixture.Written("All of it.");
    }

    [Fact]
    public async Task Answer_when_stopped_during_the_retry_delay_sends_no_more_requests()
    {
        await using var fixture = await AnsweringFixture.Start(_time);
        fixture.Endpoint.Script(ModelReply.Refuse(429, TimeSpan.FromSeconds(33)));
        using var stop = new CancellationTokenSource();

        var answering = fixture.Ask(stop: stop.Token);
        await _time.Waits(TimeSpan.FromSeconds(33));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
        Assert.Single(fixture.Endpoint.Requests);
    }

    [Fact]
    public async Task Answer_when_the_endpoint_asks_for_more_than_the_deadline_fails_at_once()
    {
        await using var fixture = await AnsweringFixture.Start(_time);
        fixture.Endpoint.Script(ModelReply.Refuse(429, Deadline));

        await Assert.ThrowsAsync<ModelException>(() => fixture.Ask());

        Assert.Single(fixture.Endpoint.Requests);
    }

    [Fact]
    public async Task Answer_at_the_deadline_hangs_up_and_fails()
    {
        await using var fixture = await AnsweringFixture.Start(_time, ("Answering:NextWord", "00:10:00"));
        fixture.Endpoint.Script(ModelReply.Wait(Never, before: "Endless"));

        var answering = fixture.Ask();
        await fixture.Written("Endless");
        _time.Advance(Deadline);

        await Assert.ThrowsAsync<ModelException>(() => answering);
        await (await fixture.Endpoint.Next()).Cancelled();
        Assert.Single(fixture.Endpoint.Requests);
    }

    [Fact]
    public async Task Answer_when_calls_keep_failing_opens_the_circuit_breaker()
    {
        await using var fixture = await AnsweringFixture.Start(
            _time,
            ("Answering:Attempts", "1"),
            ("Answering:BreakerCalls", "3")
        );
        fixture.Endpoint.Default = _ => ModelReply.Refuse(500);
        for (var call = 0; call < 3; call++)
            await Assert.ThrowsAsync<ModelException>(() => fixture.Ask());

        await Assert.ThrowsAsync<ModelException>(() => fixture.Ask());
        Assert.Equal(3, fixture.Endpoint.Requests.Count);

        fixture.Endpoint.Default = _ => ModelReply.Answer("Back.");
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("Back.", (await fixture.Ask()).Content);
    }

    [Fact]
    public async Task Answer_when_the_endpoint_throttles_keeps_the_circuit_breaker_closed()
    {
        await using var fixture = await AnsweringFixture.Start(
            _time,
            ("Answering:Attempts", "1"),
            ("Answering:BreakerCalls", "3")
        );
        fixture.Endpoint.Default = _ => ModelReply.Refuse(429);

        for (var call = 0; call < 5; call++)
            await Assert.ThrowsAsync<ModelException>(() => fixture.Ask());

        Assert.Equal(5, fixture.Endpoint.Requests.Count);
    }
}
