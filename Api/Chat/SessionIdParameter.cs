using System.Reflection;

namespace YudaiV3.Api.Chat;

/// <summary>
/// The session id in the path: any 1 to 255 characters. Any other text is 404.
/// </summary>
internal readonly record struct SessionIdParameter(string Value)
{
    /// <summary>The name of the route's parameter.</summary>
    public const string Name = "session_id";

    /// <summary>Returns null when the path has no valid session id.</summary>
    public static string? Read(HttpContext context) =>
        context.Features.Get<SessionPath>() is { } path ? path.SessionId
        : context.Request.RouteValues[Name] is string value && SessionIds.IsValid(value) ? value
        : null;

    public static ValueTask<SessionIdParameter> BindAsync(HttpContext context, ParameterInfo parameter) =>
        Read(context) is { } id ? new(new SessionIdParameter(id)) : throw SessionIds.NotFound();
}
