using System.Text.Json;
using YudaiV3.Api.Chat;
using YudaiV3.Api.GitHub;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Tests.Web;

public sealed class ApiJsonTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z")]
    [InlineData("2026-01-02T03:04:05.1239999+02:00", "2026-01-02T01:04:05.123Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999Z")]
    public void Write_time_has_exactly_milliseconds(string time, string written) =>
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(DateTimeOffset.Parse(time, null), ApiJson.Options));

    [Fact]
    public void Write_message_has_the_contracts_names()
    {
        var message = new Message
        {
            MessageId = "m",
            SessionId = "s",
            Content = "é <b>",
            Role = Speaker.Assistant,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Metadata = new() { Stopped = true },
        };
        var json = JsonSerializer.SerializeToElement(message, ApiJson.TypeInfo<Message>());
        string[] names =
        [
            "id",
            "message_id",
            "session_id",
            "content",
            "message_text",
            "role",
            "sender_type",
            "is_code",
            "timestamp",
            "created_at",
            "tokens",
            "model_used",
            "processing_time",
            "context_cards",
            "referenced_files",
            "error_message",
            "metadata",
        ];
        Assert.All(names, name => Assert.True(json.TryGetProperty(name, out _), name));
        Assert.Equal("assistant", json.GetProperty("role").GetString());
        Assert.Equal("m", json.GetProperty("id").GetString());
        Assert.Equal("é <b>", json.GetProperty("message_text").GetString());
        Assert.True(json.GetProperty("metadata").GetProperty("stopped").GetBoolean());
    }

    [Fact]
    public void Write_session_state_has_the_contracts_names()
    {
        var snapshot = new SessionSnapshot
        {
            UserId = 7,
            Seq = 3,
            Session = new()
            {
                SessionId = "s",
                RepoOwner = "o",
                RepoName = "n",
                RepoBranch = "b",
            },
        };
        var json = JsonSerializer.SerializeToElement(
            SessionState.From(snapshot, new GitHubSite(new("https://github.example"))),
            ApiJson.TypeInfo<SessionState>()
        );
        Assert.Equal(
            """{"owner":"o","name":"n","branch":"b","full_name":"o/n","html_url":"https://github.example/o/n"}""",
            json.GetProperty("repository").GetRawText()
        );
        Assert.Equal("daifu", json.GetProperty("agent_status").GetProperty("type").GetString());
        Assert.Equal("idle", json.GetProperty("agent_status").GetProperty("status").GetString());
        string[] names =
        [
            "session_id",
            "user_id",
            "messages",
            "context_cards",
            "statistics",
            "last_activity",
            "is_active",
            "seq",
        ];
        Assert.All(names, name => Assert.True(json.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void Write_session_without_repository_says_null() =>
        Assert.Equal(
            JsonValueKind.Null,
            JsonSerializer
                .SerializeToElement(
                    SessionState.From(new(), new GitHubSite(new("https://github.example"))),
                    ApiJson.Options
                )
                .GetProperty("repository")
                .ValueKind
        );

    [Theory]
    [InlineData("architect", AgentType.Architect)]
    [InlineData("CODER", AgentType.Coder)]
    public void Read_enum_takes_names_in_any_case(string text, AgentType type) =>
        Assert.Equal(type, JsonSerializer.Deserialize<AgentType>($"\"{text}\"", ApiJson.Options));

    [Fact]
    public void Read_enum_refuses_numbers() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AgentType>("1", ApiJson.Options));
}
