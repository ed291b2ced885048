using YudaiV3.EndToEnd.Tests.Realtime;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.EndToEnd.Tests.Chat;

public sealed class KilledSiloTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Kill_of_the_silo_that_writes_an_answer_loses_and_doubles_nothing()
    {
        // Each silo has its own model, so the model that gets the question shows which silo writes the answer.
        await using var cluster = await Cluster.Start(silos: 0, apis: 0);
        await using var one = await ModelServer.Start();
        await using var two = await ModelServer.Start();
        ModelServer[] models = [one, two];
        var questionArrived = models
            .Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .ToArray();
        var gates = models.Select(_ => new TaskCompletionSource()).ToArray();
        foreach (var (n, model) in models.Index())
            model.Default = request =>
            {
                if (!IsSlow(request))
                    return ModelReply.Answer($"You said: {request.Question}");
                questionArrived[n].TrySetResult();
                return ModelReply.Wait(gates[n].Task, "The first half. ", "The second half.");
            };
        var silos = await Task.WhenAll(
            models.Select(model =>
                cluster.AddSilo(("LLM_BASE_URL", model.BaseUrl), ("LLM_API_KEY", "key"), ("LLM_MODEL", "fake"))
            )
        );
        await Task.WhenAll(cluster.AddApi(), cluster.AddApi());
        HttpClient[] clients =
        [
            await Cluster.SignIn(cluster.Apis[0], "killed"),
            await Cluster.SignIn(cluster.Apis[1], "killed"),
        ];
        var session = await clients[0].Open("killed");
        var sockets = clients
            .Select(client => new LiveSocket(session, client.DefaultRequestHeaders.Authorization!.Parameter!))
            .ToArray();
        await Task.WhenAll(sockets.Select((socket, n) => socket.Connect(cluster.Apis[n].Url)));

        await ChatClient.Deliver(clients, session, "Tell me slowly", "id-slow");
        var first = await Task.WhenAny(questionArrived.Select(question => question.Task)).WaitAsync(MaxWait);
        var writer = Array.FindIndex(questionArrived, question => question.Task == first);
        await Eventually.True(
            () => Task.FromResult(sockets.All(socket => !socket.Deltas.IsEmpty)),
            MaxWait,
            () => "the first half is received"
        );

        gates[1 - writer].SetResult();
        var sending = Enumerable
            .Range(0, 20)
            .Select(n => ChatClient.Deliver(clients, session, $"message {n}", $"id-{n}"))
            .ToList();
        await sending[0];
        await silos[writer].Kill();
        await Task.WhenAll(sending);

        await Eventually.True(
            async () => (await Messages(clients[0], session)).Count(message => message.Role == "assistant") == 21,
            MaxWait,
            () => "all answers are written"
        );
        var messages = await Messages(clients[1], session);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(n => $"message {n}").Append("Tell me slowly").Order(),
            messages.Where(message => message.Role == "user").Select(message => message.Content).Order()
        );
        Assert.Single(messages, message =>
            message is { Role: "assistant", Content: "The first half. The second half." }
        );
        Assert.Single(models[1 - writer].Requests, IsSlow);
        foreach (var socket in sockets)
        {
            await Eventually.True(
                () => Task.FromResult(socket.Events.Count >= messages.Count),
                MaxWait,
                () => $"the socket receives all events; it has {socket.Events.Count}"
            );
            Assert.Equal(
                Enumerable.Range(1, messages.Count).Select(n => (long)n),
                socket.Events.Select(sessionEvent => sessionEvent.Seq)
            );
            await socket.DisposeAsync();
        }
    }

    private static bool IsSlow(ModelRequest request) => request.Question.Contains("slowly", StringComparison.Ordinal);

    private static async Task<List<(string Role, string Content)>> Messages(HttpClient client, string session)
    {
        try
        {
            return [.. (await client.Messages(session)).Select(message => (message.Role(), message.Content()))];
        }
        catch (HttpRequestException)
        {
            return []; // No node serves the session at the moment.
        }
    }
}
