using System.Buffers.Text;
using System.Security.Cryptography;

namespace YudaiV3.Chat;

/// <summary>
/// Says for a client's message id which message it became; a record of its own for each, so that finding one costs the
/// same in a session of any length.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-sent")]
internal sealed record ClientMessageRecord
{
    [Id(0)]
    public long Seq { get; init; }

    /// <summary>What <see cref="Fingerprint"/> says of the content.</summary>
    [Id(1)]
    public Guid Content { get; init; }

    public static string Name(string clientMessageId) => "chat-sent/" + Base64Url.EncodeToString(Hash(clientMessageId));

    public static Guid Fingerprint(string content) => new(Hash(content).AsSpan(0, 16));

    public static ClientMessageRecord From(SessionEvent sent) =>
        new() { Seq = sent.Seq, Content = Fingerprint(sent.Message!.Content) };

    /// <exception cref="ConflictException">The id was used for another content.</exception>
    public PostedMessage Repeated(string key, NewMessage message) =>
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
