using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Tokens;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// Answers over a real socket: what is asked, what comes back, and what happens when the endpoint fails.
/// </summary>
public sealed class EndpointChatClientTests
{
    [Fact]
    public async Task Answer_streams_the_words_and_tells_the_figures()
    {
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.Script(ModelReply.Answer("It waits for the lock.", pieces: 3));

        var answered = await talk.Ask();

        await talk.Written("It waits for the lock.");
        Assert.Equal(
            ("It waits for the lock.", "fake-1", 1, 0.00125, 0),
            (answered.Content, answered.Model, answered.Attempts, answered.Cost, talk.Restarts)
        );
        Assert.Equal(TokenCounter.Count(answered.Content), answered.Tokens);
        var request = await talk.Endpoint.Next();
        Assert.Equal(
            ("Why is it slow?", "fake-1", true, true),
            (request.Question, request.Model, request.Streams, request.WantsUsage)
        );
        Assert.Equal("Bearer " + AnsweringFixture.Key, request.Headers["Authorization"]);
        Assert.False(request.WasCancelled);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Answer_when_refused_for_now_tries_again(int status)
    {
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.Script(ModelReply.Refuse(status), ModelReply.Answer("There."));

        var answered = await talk.Ask();

        Assert.Equal(("There.", 2, 0), (answered.Content, answered.Attempts, talk.Restarts));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Answer_when_refused_for_good_asks_once(int status)
    {
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.Script(ModelReply.Refuse(status));

        await Assert.ThrowsAsync<ModelException>(() => talk.Ask());

        Assert.Single(talk.Endpoint.Requests);
    }

    public static TheoryData<ModelReply> Breaks =>
        [
            ModelReply.Fade("Half an"),
            ModelReply.Fade("The event data:[DONE] ends"),
            ModelReply.ErrorInStream("Half an"),
            ModelReply.BareErrorInStream("Half an"),
            ModelReply.Malformed("Half an"),
        ];

    [Theory]
    [MemberData(nameof(Breaks), DisableDiscoveryEnumeration = true)]
    public async Task Answer_when_the_stream_breaks_starts_anew(ModelReply broken)
    {
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.Script(broken, ModelReply.Answer("A whole answer."));

        var answered = await talk.Ask();

        await talk.Written("A whole answer.");
        Assert.Equal(("A whole answer.", 2, 1), (answered.Content, answered.Attempts, talk.Restarts));
    }

    [Fact]
    public async Task Answer_without_an_end_mark_but_with_a_reason_to_finish_is_whole()
    {
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.ScriptFor("curt", ModelReply.AnswerWithoutMark("All of it."));

        var answered = await talk.Ask("Be @curt");

        Assert.Equal(("All of it.", 1), (answered.Content, answered.Attempts));
    }

    [Fact]
    public async Task Answer_when_the_connection_is_cut_starts_anew()
    {
        var gate = new TaskCompletionSource();
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.Script(ModelReply.Cut("Half an", gate.Task), ModelReply.Answer("A whole answer."));

        var asking = talk.Ask();
        await talk.Written("Half an");
        gate.SetResult();

        Assert.Equal(("A whole answer.", 2), ((await asking).Content, (await asking).Attempts));
        Assert.Equal(1, talk.Restarts);
    }

    [Fact]
    public async Task Answer_when_the_model_stays_empty_fails_after_three_attempts()
    {
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.Default = _ => ModelReply.Empty();

        await Assert.ThrowsAsync<ModelException>(() => talk.Ask());

        Assert.Equal(3, talk.Endpoint.Requests.Count);
    }

    [Fact]
    public async Task Answer_when_nothing_listens_fails_with_a_plain_text()
    {
        await using var talk = await AnsweringFixture.Start(("LLM_BASE_URL", "http://127.0.0.1:1/v1"));

        var failed = await Assert.ThrowsAsync<ModelException>(() => talk.Ask());

        Assert.DoesNotContain("127.0.0.1", failed.ToString());
    }

    [Fact]
    public async Task Answer_when_stopped_cuts_the_connection()
    {
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.Script(ModelReply.Wait(new TaskCompletionSource().Task, before: "First words"));
        using var stop = new CancellationTokenSource();

        var asking = talk.Ask(stop: stop.Token);
        await talk.Written("First words");
        var request = await talk.Endpoint.Next();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await request.Cancelled();
        Assert.Single(talk.Endpoint.Requests);
    }

    [Fact]
    public async Task Answer_when_stopped_before_the_endpoint_says_anything_cuts_the_connection()
    {
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.Script(ModelReply.Silence());
        using var stop = new CancellationTokenSource();

        var asking = talk.Ask(stop: stop.Token);
        var request = await talk.Endpoint.Next();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await request.Cancelled();
    }

    [Fact]
    public async Task Answer_when_all_fails_shows_no_secret_anywhere()
    {
        await using var talk = await AnsweringFixture.Start();
        talk.Endpoint.Default = request =>
            ModelReply.Refuse(500, message: $"bad key {AnsweringFixture.Key}, asked {request.Question}");
        var broken = ModelReply.ErrorInStream("Half", message: $"bad key {AnsweringFixture.Key}");
        talk.Endpoint.Script(broken);

        var failed = await Assert.ThrowsAsync<ModelException>(() => talk.Ask("The user's own words"));

        foreach (var shown in new[] { failed.ToString(), talk.Logs.All })
        foreach (var secret in new[] { AnsweringFixture.Key, "bad key", "The user's own words", talk.Endpoint.BaseUrl })
            Assert.DoesNotContain(secret, shown);
        Assert.Contains("failed", talk.Logs.All);
    }

    [Fact]
    public async Task Answer_without_a_key_sends_none()
    {
        await using var talk = await AnsweringFixture.Start(("LLM_API_KEY", ""));

        var answered = await talk.Ask("Hello");

        Assert.Equal("You said: Hello", answered.Content);
        Assert.False((await talk.Endpoint.Next()).Headers.ContainsKey("Authorization"));
    }
}
