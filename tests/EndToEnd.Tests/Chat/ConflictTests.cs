using System.Net;

namespace YudaiV3.EndToEnd.Tests.Chat;

public sealed class ConflictTests(Shared shared)
{
    [Fact]
    public async Task Send_of_one_id_from_all_nodes_at_once_is_one_message_and_with_another_content_a_conflict()
    {
        var clients = await shared.SignIn("conflict");
        var session = await clients[0].Open("conflict");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(n => clients[n % clients.Length].Send(session, "the same", "id-1"))
        );
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.Conflict, await clients[1].Send(session, "another", "id-1"));
        Assert.Single(await clients[2].Messages(session), message => message.Role() == "user");
    }
}
