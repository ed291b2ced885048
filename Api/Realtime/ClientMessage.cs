using System.Text.Json;
using YudaiV3.Api.Chat;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Reads a <c>send_message</c> frame; the same rules as for a message that comes over HTTP.</summary>
internal static class ClientMessage
{
    private const string Id = "client_message_id";
    private const string Cards = "context_cards";
    private const int MaxIdLength = 255;

    /// <exception cref="InvalidException">A field is missing or out of range.</exception>
    public static NewMessage Read(ClientFrame frame)
    {
        var (content, id, cards) = (frame.Text("content"), frame.Text(Id), CardIds(frame));
        var problems = new ValidationErrors();
        MessageValidation.Check(problems, "content", content);
        MessageValidation.CheckIds(problems, Cards, cards);
        problems.Limit(Id, id, MaxIdLength);
        Demand(problems);
        return new NewMessage
        {
            Content = content!,
            IsCode = frame.Flag("is_code"),
            ContextCards = [.. cards],
            ClientMessageId = string.IsNullOrEmpty(id) ? Guid.NewGuid().ToString() : id,
        };
    }

    /// <summary>
    /// The client's own id of the message, to be named in an error; null where it gave none that is one.
    /// </summary>
    public static string? Named(ClientFrame frame)
    {
        try
        {
            return frame.Text(Id) is { Length: > 0 and <= MaxIdLength } id ? id : null;
        }
        catch (InvalidException)
        {
            return null;
        }
    }

    private static void Demand(ValidationErrors problems)
    {
        try
        {
            problems.ThrowIfAny();
        }
        catch (InvalidRequestException wrong)
        {
            var (field, texts) = wrong.Errors.First();
            throw new InvalidException(field, $"{field}: {texts[0]}");
        }
    }

    private static string[] CardIds(ClientFrame frame) =>
        frame[Cards] switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } ids =>
            [
                .. ids.EnumerateArray()
                    .Select(id => id.ValueKind == JsonValueKind.Number ? id.GetRawText() : ClientFrame.Text(Cards, id)),
            ],
            _ => throw new InvalidException(Cards, $"{Cards} must be a list of ids."),
        };
}
