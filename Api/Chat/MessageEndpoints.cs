using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>
/// Edits a message, or regenerates an answer. The earlier messages stay readable as superseded.
/// </summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder daifu)
    {
        const string message = $"/chat/sessions/{{{SessionIdParameter.Name}}}/messages/{{message_id}}";
        daifu.MapPut(message, Edit).WithSummary("Replace a message and everything after it");
        daifu.MapPost($"{message}/regenerate", Regenerate).WithSummary("Regenerate an answer of DAifu");
    }

    private static async Task<Ok<MessageAcceptedResponse>> Edit(
        SessionIdParameter session,
        [FromRoute(Name = "message_id")] string messageId,
        JsonBody<EditRequest> body,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains
    )
    {
        limits.CountMessage(user.UserId);
        var posted = await grains.ChatSession(user.UserId, session.Value).Edit(messageId, body.Value.ToEdit());
        return TypedResults.Ok(new MessageAcceptedResponse(posted.MessageId, session.Value));
    }

    private static async Task<Ok<MessageAcceptedResponse>> Regenerate(
        SessionIdParameter session,
        [FromRoute(Name = "message_id")] string messageId,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains
    )
    {
        limits.CountMessage(user.UserId);
        var requested = await grains.ChatSession(user.UserId, session.Value).Regenerate(messageId);
        return TypedResults.Ok(new MessageAcceptedResponse(requested.MessageId, session.Value));
    }
}

/// <summary>The body of <c>PUT …/messages/{message_id}</c>.</summary>
internal sealed record EditRequest : IValidatedRequest
{
    public string? Content { get; init; }
    public bool? IsCode { get; init; }
    public string? ClientMessageId { get; init; }

    public void Check(ValidationErrors problems)
    {
        MessageValidation.Check(problems, "content", Content);
        problems.Limit("client_message_id", ClientMessageId, 255);
    }

    public NewMessage ToEdit() =>
        new()
        {
            Content = Content!,
            IsCode = IsCode ?? false,
            ClientMessageId = string.IsNullOrEmpty(ClientMessageId) ? Guid.NewGuid().ToString() : ClientMessageId,
        };
}
