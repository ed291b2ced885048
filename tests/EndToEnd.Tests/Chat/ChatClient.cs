using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace YudaiV3.EndToEnd.Tests.Chat;

/// <summary>What a client does with a session, over HTTP.</summary>
internal static class ChatClient
{
    /// <summary>Opens the session on a repository and gives its id.</summary>
    public static async Task<string> Open(this HttpClient client, string repository)
    {
        HttpResponseMessage? answer = null;
        await Eventually.True(
            async () =>
            {
                answer?.Dispose();
                answer = await client.PostAsJsonAsync(
                    "/daifu/sessions",
                    new { repo_owner = "octo", repo_name = repository }
                );
                return answer.StatusCode != HttpStatusCode.ServiceUnavailable;
            },
            TimeSpan.FromSeconds(60),
            () => "the session is open"
        );
        Assert.True(answer!.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session_id").GetString()!;
    }

    /// <summary>Sends a message; when this returns, the server has acknowledged it.</summary>
    public static async Task<HttpStatusCode> Send(this HttpClient client, string session, string content, string id)
    {
        using var answer = await client.PostAsJsonAsync(
            "/daifu/chat/daifu/v2",
            new
            {
                session_id = session,
                message = new { content },
                client_message_id = id,
            }
        );
        return answer.StatusCode;
    }

    /// <summary>
    /// Sends a message again and again, with the same id and to any of the nodes, until it is acknowledged.
    /// </summary>
    public static async Task Deliver(IReadOnlyList<HttpClient> clients, string session, string content, string id)
    {
        var attempt = Math.Abs(id.GetHashCode(StringComparison.Ordinal) % 1_000);
        await Eventually.True(
            async () =>
            {
                try
                {
                    return await clients[attempt++ % clients.Count].Send(session, content, id) == HttpStatusCode.OK;
                }
                catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(60),
            () => $"the message {id} is acknowledged"
        );
    }

    /// <summary>All messages, oldest first.</summary>
    public static async Task<List<JsonElement>> Messages(this HttpClient client, string session)
    {
        var all = new List<JsonElement>();
        for (var before = ""; ; )
        {
            var page = (
                await client.GetFromJsonAsync<JsonElement>($"/daifu/chat/sessions/{session}/messages?limit=500{before}")
            )
                .GetProperty("messages")
                .EnumerateArray()
                .ToList();
            all.InsertRange(0, page);
            if (page.Count < 500)
                return all;
            before = $"&before={page[0].GetProperty("message_id").GetString()}";
        }
    }

    public static string Role(this JsonElement message) => message.GetProperty("role").GetString()!;

    public static string Content(this JsonElement message) => message.GetProperty("content").GetString()!;
}
