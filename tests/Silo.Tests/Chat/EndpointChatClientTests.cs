using YudaiV3.Chat.Answering;
using YudaiV3.CodeAnalysis.Tokens;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// Answers over a real socket: the request, the response, and failures of the endpoint.
/// </summary>
public sealed class EndpointChatClientTests
{
    [Fact]
    public async Task Answer_streams_the_text_and_reports_usage_and_cost()
    {
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.Script(ModelReply.Answer("It waits for the lock.", pieces: 3));

        var answer = await fixture.Ask();

        await fixture.Written("It waits for the lock.");
        Assert.Equal(
            ("It waits for the lock.", "fake-1", 1, 0.00125, 0),
            (answer.Content, answer.Model, answer.Attempts, answer.Cost, fixture.Restarts)
        );
        Assert.Equal(TokenCounter.Count(answer.Content), answer.Tokens);
        var request = await fixture.Endpoint.Next();
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
    public async Task Answer_after_a_transient_status_tries_again(int status)
    {
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.Script(ModelReply.Refuse(status), ModelReply.Answer("There."));

        var answer = await fixture.Ask();

        Assert.Equal(("There.", 2, 0), (answer.Content, answer.Attempts, fixture.Restarts));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Answer_after_a_permanent_status_sends_one_request(int status)
    {
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.Script(ModelReply.Refuse(status));

        await Assert.ThrowsAsync<ModelException>(() => fixture.Ask());

        Assert.Single(fixture.Endpoint.Requests);
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
    public async Task Answer_when_the_stream_breaks_starts_again(ModelReply broken)
    {
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.Script(broken, ModelReply.Answer("A whole answer."));

        var answer = await fixture.Ask();

        await fixture.Written("A whole answer.");
        Assert.Equal(("A whole answer.", 2, 1), (answer.Content, answer.Attempts, fixture.Restarts));
    }

    [Fact]
    public async Task Answer_without_an_end_mark_but_with_a_finish_reason_is_whole()
    {
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.ScriptFor("curt", ModelReply.AnswerWithoutMark("All of it."));

        var answer = await fixture.Ask("Be @curt");

        Assert.Equal(("All of it.", 1), (answer.Content, answer.Attempts));
    }

    [Fact]
    public async Task Answer_when_the_connection_is_cut_starts_again()
    {
        var gate = new TaskCompletionSource();
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.Script(ModelReply.Cut("Half an", gate.Task), ModelReply.Answer("A whole answer."));

        var answering = fixture.Ask();
        await fixture.Written("Half an");
        gate.SetResult();

        Assert.Equal(("A whole answer.", 2), ((await answering).Content, (await answering).Attempts));
        Assert.Equal(1, fixture.Restarts);
    }

    [Fact]
    public async Task Answer_when_the_model_stays_empty_fails_after_three_attempts()
    {
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.Default = _ => ModelReply.Empty();

        await Assert.ThrowsAsync<ModelException>(() => fixture.Ask());

        Assert.Equal(3, fixture.Endpoint.Requests.Count);
    }

    [Fact]
    public async Task Answer_when_nothing_listens_fails_with_a_plain_text()
    {
        await using var fixture = await AnsweringFixture.Start(("LLM_BASE_URL", "http://127.0.0.1:1/v1"));

        var exception = await Assert.ThrowsAsync<ModelException>(() => fixture.Ask());

        Assert.DoesNotContain("127.0.0.1", exception.ToString());
    }

    [Fact]
    public async Task Answer_when_stopped_cuts_the_connection()
    {
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.Script(ModelReply.Wait(new TaskCompletionSource().Task, before: "First words"));
        using var stop = new CancellationTokenSource();

        var answering = fixture.Ask(stop: stop.Token);
        await fixture.Written("First words");
        var request = await fixture.Endpoint.Next();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
        await request.Cancelled();
        Assert.Single(fixture.Endpoint.Requests);
    }

    [Fact]
    public async Task Answer_when_stopped_before_the_endpoint_says_anything_cuts_the_connection()
    {
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.Script(ModelReply.Silence());
        using var stop = new CancellationTokenSource();

        var answering = fixture.Ask(stop: stop.Token);
        var request = await fixture.Endpoint.Next();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
        await request.Cancelled();
    }

    [Fact]
    public async Task Answer_when_all_fails_shows_no_secret_anywhere()
    {
        await using var fixture = await AnsweringFixture.Start();
        fixture.Endpoint.Default = request =>
            ModelReply.Refuse(500, message: $"bad key {AnsweringFixture.Key}, asked {request.Question}");
        var broken = ModelReply.ErrorInStream("Half", message: $"bad key {AnsweringFixture.Key}");
        fixture.Endpoint.Script(broken);

        var exception = await Assert.ThrowsAsync<ModelException>(() => fixture.Ask("The user's own words"));

        foreach (var shown in new[] { exception.ToString(), fixture.Logs.All })
        {
            foreach (
                var secret in new[]
                {
                    AnsweringFixture.Key,
                    "bad key",
                    "The user's own words",
                    fixture.Endpoint.BaseUrl,
                }
            )
                Assert.DoesNotContain(secret, shown);
        }
        Assert.Contains("failed", fixture.Logs.All);
    }

    [Fact]
    public async Task Answer_without_a_key_sends_none()
    {
        await using var fixture = await AnsweringFixture.Start(("LLM_API_KEY", ""));

        var answer = await fixture.Ask("Hello");

        Assert.Equal("You said: Hello", answer.Content);
        Assert.False((await fixture.Endpoint.Next()).Headers.ContainsKey("Authorization"));
    }
}
