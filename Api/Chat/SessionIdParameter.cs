using System.Reflection;

namespace YudaiV3.Api.Chat;

/// <summary>
/// The session id of the request's path. Any 1 to 255 characters are one; what cannot be one names no session (404).
/// </summary>
internal readonly record struct SessionIdParameter(string Value)
{
    /// <summary>The name of the route's parameter.</summary>
    public const string Name = "session_id";

    /// <summary>Null where the path holds none.</summary>
    public static string? Read(HttpContext context) =>
        context.Features.Get<SessionPath>() is { } path ? path.SessionId
        : context.Request.RouteValues[Name] is string value && SessionIds.IsValid(value) ? value
        : null;

    public static ValueTask<SessionIdParameter> BindAsync(HttpContext context, ParameterInfo parameter) =>
        Read(context) is { } id ? new(new SessionIdParameter(id)) : throw SessionIds.NotThere();
}
