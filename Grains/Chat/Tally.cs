namespace YudaiV3.Chat;

/// <summary>A session's figures, kept up with each message, so that nobody counts them again.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-tally")]
internal sealed record Tally
{
    [Id(0)] public int User { get; init; }
    [Id(1)] public int Assistant { get; init; }
    [Id(2)] public int System { get; init; }
    [Id(3)] public long Tokens { get; init; }
    [Id(4)] public double Cost { get; init; }
    [Id(5)] public int Files { get; init; }

    public int Messages => User + Assistant + System;

    public Tally Add(Message message) => this with
    {
        User = User + (message.Role == Speaker.User ? 1 : 0),
        Assistant = Assistant + (message.Role == Speaker.Assistant ? 1 : 0),
        System = System + (message.Role == Speaker.System ? 1 : 0),
        Tokens = Tokens + message.Tokens,
        Cost = Cost + (message.Metadata?.Cost ?? 0),
        Files = Files + message.ReferencedFiles.Length,
    };
}
