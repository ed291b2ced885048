using System.Buffers.Text;
using System.Security.Cryptography;

namespace YudaiV3.Chat;

/// <summary>
/// Maps a client's message id to the message. Each id has a record of its own, so a look-up costs the same in a session
/// of any length.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-sent")]
internal sealed record ClientMessageRecord
{
    [Id(0)]
    public long Seq { get; init; }

    /// <summary>The <see cref="Fingerprint"/> of the content.</summary>
    [Id(1)]
    public Guid Content { get; init; }

    public static string Name(string clientMessageId) => "chat-sent/" + Base64Url.EncodeToString(Hash(clientMessageId));

    public static Guid Fingerprint(string content) => new(Hash(content).AsSpan(0, 16));

    public static ClientMessageRecord From(SessionEvent message) =>
        new() { Seq = message.Seq, Content = Fingerprint(message.Message!.Content) };

    /// <exception cref="ConflictException">The id was used for another content.</exception>
    public PostedMessage Repeat(string key, NewMessage message) =>
        Content == Fingerprint(message.Content)
            ? new PostedMessage { Seq = Seq, MessageId = MessageIds.Create(key, Seq) }
            : throw new ConflictException("This client_message_id was already used for another message.");

    private static byte[] Hash(string text)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        Ids.Sha256(text, hash);
        return hash;
    }
}
