using System.Text.Json;
using YudaiV3.Api.Chat;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Realtime;

/// <summary>Reads a <c>send_message</c> frame, by the same rules as a message over HTTP.</summary>
internal static class ClientMessage
{
    private const string IdField = "client_message_id";
    private const string CardsField = "context_cards";
    private const int MaxIdLength = 255;

    /// <exception cref="InvalidException">A field is missing or out of range.</exception>
    public static NewMessage Read(ClientFrame frame)
    {
        var (content, id, cards) = (frame.Text("content"), frame.Text(IdField), CardIds(frame));
        var problems = new ValidationErrors();
        MessageValidation.Check(problems, "content", content);
        MessageValidation.CheckIds(problems, CardsField, cards);
        problems.Limit(IdField, id, MaxIdLength);
        Check(problems);
        return new NewMessage
        {
            Content = content!,
            IsCode = frame.Flag("is_code"),
            ContextCards = [.. cards],
            ClientMessageId = string.IsNullOrEmpty(id) ? Guid.NewGuid().ToString() : id,
        };
    }

    /// <summary>The client's id of the message, for an error frame; null if it is missing or not valid.</summary>
    public static string? TryReadId(ClientFrame frame)
    {
        try
        {
            return frame.Text(IdField) is { Length: > 0 and <= MaxIdLength } id ? id : null;
        }
        catch (InvalidException)
        {
            return null;
        }
    }

    private static void Check(ValidationErrors problems)
    {
        try
        {
            problems.ThrowIfAny();
        }
        catch (InvalidRequestException exception)
        {
            var (field, texts) = exception.Errors.First();
            throw new InvalidException(field, $"{field}: {texts[0]}");
        }
    }

    private static string[] CardIds(ClientFrame frame) =>
        frame[CardsField] switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } ids =>
            [
                .. ids.EnumerateArray()
                    .Select(id =>
                        id.ValueKind == JsonValueKind.Number ? id.GetRawText() : ClientFrame.Text(CardsField, id)
                    ),
            ],
            _ => throw new InvalidException(CardsField, $"{CardsField} must be a list of ids."),
        };
}
