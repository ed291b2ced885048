using YudaiV3.Api.Web;

namespace YudaiV3.Api.Chat;

/// <summary>The body of <c>POST …/stop</c>, which may be empty.</summary>
internal sealed record StopRequest : IValidatedRequest
{
    private const int MaxLength = 255;

    /// <summary>The question or the answer to stop; null for the answer that is being written.</summary>
    public string? MessageId { get; init; }

    public void Check(ValidationErrors problems)
    {
        if (MessageId is { Length: 0 })
            problems.Add("message_id", "The id is empty.");
        problems.Limit("message_id", MessageId, MaxLength);
    }
}
