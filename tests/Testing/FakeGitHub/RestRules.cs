using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>
/// What holds for every REST request: who it is from, what it costs, and that an unchanged answer is not sent again.
/// </summary>
internal sealed class RestRules(GitHubPeople people, GitHubLimits limits)
{
    private static readonly GitHubPerson Nobody = new() { Id = 0, Login = "" };

    public async ValueTask<object?> Apply(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (string.IsNullOrEmpty(context.Request.Headers.UserAgent))
            return Results.Text(
                "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
                statusCode: 403
            );
        var header = context.Request.Headers.Authorization.ToString();
        var (person, token) = (Nobody, new GitHubToken(0, []));
        if (header.Length > 0)
        {
            if (people.Of(header[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..]) is not { } known)
                return Message("Bad credentials", 401);
            (person, token) = known;
        }
        else if (context.Request.Path.StartsWithSegments("/api/v3/user"))
            return Message("Requires authentication", 401);

        var left = limits.Take(person);
        limits.Tell(person, context.Response.Headers);
        context.Response.Headers["x-oauth-scopes"] = string.Join(", ", token.Scopes);
        if (!left)
            return Message($"API rate limit exceeded for user ID {person.Id}.", 403);
        context.Items[typeof(RestCaller)] = new RestCaller(person == Nobody ? null : person, token);
        return await next(invocation) switch
        {
            IResult result => result,
            var body => Answer(context, person, JsonSerializer.SerializeToUtf8Bytes(body)),
        };
    }

    public static IResult Message(string message, int status) =>
        Results.Json(
            new
            {
                message,
                documentation_url = "https://docs.github.com/rest",
                status = $"{status}",
            },
            statusCode: status
        );

    private IResult Answer(HttpContext context, GitHubPerson person, byte[] body)
    {
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData([.. body, .. BitConverter.GetBytes(person.Id)]))}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, max-age=60, s-maxage=60";
        if (context.Request.Headers.IfNoneMatch != tag)
            return Results.Bytes(body, "application/json; charset=utf-8");
        limits.GiveBack(person);
        limits.Tell(person, context.Response.Headers);
        return Results.StatusCode(304);
    }
}

/// <summary>Whose token a REST request has; nobody's where it has none.</summary>
internal sealed record RestCaller(GitHubPerson? Person, GitHubToken Token)
{
    public static RestCaller Of(HttpContext context) => (RestCaller)context.Items[typeof(RestCaller)]!;

    /// <summary>Whether the token has one of the scopes.</summary>
    public bool May(params string[] scopes) => Token.Scopes.Intersect(scopes).Any();
}
