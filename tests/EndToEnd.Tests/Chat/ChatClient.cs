using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace YudaiV3.EndToEnd.Tests.Chat;

/// <summary>The requests of a chat client.</summary>
internal static class ChatClient
{
    /// <summary>Opens the session of a repository and returns its id.</summary>
    public static async Task<string> Open(this HttpClient client, string repository)
    {
        HttpResponseMessage? response = null;
        await Eventually.True(
            async () =>
            {
                response?.Dispose();
                response = await client.PostAsJsonAsync(
                    "/daifu/sessions",
                    new { repo_owner = "octo", repo_name = repository }
                );
                return response.StatusCode != HttpStatusCode.ServiceUnavailable;
            },
            TimeSpan.FromSeconds(60),
            () => "the session is open"
        );
        Assert.True(response!.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session_id").GetString()!;
    }

    /// <summary>Sends a message. A status of 200 acknowledges it.</summary>
    public static async Task<HttpStatusCode> Send(this HttpClient client, string session, string content, string id)
    {
        using var response = await client.PostAsJsonAsync(
            "/daifu/chat/daifu/v2",
            new
            {
                session_id = session,
                message = new { content },
                client_message_id = id,
            }
        );
        return response.StatusCode;
    }

    /// <summary>
    /// Sends a message with the same id to the nodes in turn until it is acknowledged.
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
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
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
        var messages = new List<JsonElement>();
        var before = "";
        while (true)
        {
            var page = (
                await client.GetFromJsonAsync<JsonElement>($"/daifu/chat/sessions/{session}/messages?limit=500{before}")
            )
                .GetProperty("messages")
                .EnumerateArray()
                .ToList();
            messages.InsertRange(0, page);
            if (page.Count < 500)
                return messages;
            before = $"&before={page[0].GetProperty("message_id").GetString()}";
        }
    }

    public static string Role(this JsonElement message) => message.GetProperty("role").GetString()!;

    public static string Content(this JsonElement message) => message.GetProperty("content").GetString()!;
}
