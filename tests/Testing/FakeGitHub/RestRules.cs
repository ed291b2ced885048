using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>
/// The rules of every REST request: authentication, the rate limit, and 304 for an unchanged response.
/// </summary>
internal sealed class RestRules(GitHubPeople people, GitHubLimits limits)
{
    private static readonly GitHubPerson Anonymous = new() { Id = 0, Login = "" };

    public async ValueTask<object?> Apply(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (string.IsNullOrEmpty(context.Request.Headers.UserAgent))
            return Results.Text(
                "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
                statusCode: 403
            );
        var header = context.Request.Headers.Authorization.ToString();
        var (person, token) = (Anonymous, new GitHubToken(0, []));
        if (header.Length > 0)
        {
            if (people.Find(header[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..]) is not { } owner)
                return Message("Bad credentials", 401);
            (person, token) = owner;
        }
        else if (context.Request.Path.StartsWithSegments("/api/v3/user"))
            return Message("Requires authentication", 401);

        var hasQuota = limits.TryTake(person);
        limits.WriteHeaders(person, context.Response.Headers);
        context.Response.Headers["x-oauth-scopes"] = string.Join(", ", token.Scopes);
        if (token.ClientId is { } clientId)
            context.Response.Headers["x-oauth-client-id"] = clientId;
        if (!hasQuota)
            return Message($"API rate limit exceeded for user ID {person.Id}.", 403);
        context.Items[typeof(RestCaller)] = new RestCaller(person == Anonymous ? null : person, token);
        return await next(invocation) switch
        {
            IResult result => result,
            var body => CreateResponse(context, person, JsonSerializer.SerializeToUtf8Bytes(body)),
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

    private IResult CreateResponse(HttpContext context, GitHubPerson person, byte[] body)
    {
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData([.. body, .. BitConverter.GetBytes(person.Id)]))}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, max-age=60, s-maxage=60";
        if (context.Request.Headers.IfNoneMatch != tag)
            return Results.Bytes(body, "application/json; charset=utf-8");
        limits.GiveBack(person);
        limits.WriteHeaders(person, context.Response.Headers);
        return Results.StatusCode(304);
    }
}

/// <summary>The person and token of a REST request; the person is null without a token.</summary>
internal sealed record RestCaller(GitHubPerson? Person, GitHubToken Token)
{
    public static RestCaller From(HttpContext context) => (RestCaller)context.Items[typeof(RestCaller)]!;

    /// <summary>Whether the person may read it, and the token too: a private repository needs <c>repo</c>.</summary>
    public bool MayRead(FakeRepository repository) =>
        repository.IsOpenTo(Person) && (!repository.Private || HasScope("repo"));

    /// <summary>Whether the token has at least one of the scopes.</summary>
    public bool HasScope(params string[] scopes) => Token.Scopes.Intersect(scopes).Any();
}
