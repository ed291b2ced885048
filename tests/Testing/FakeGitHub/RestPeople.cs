using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>The endpoints of the signed-in user.</summary>
internal static class RestPeople
{
    public static void Map(IEndpointRouteBuilder rest)
    {
        rest.MapGet("/user", (HttpContext context) => User(RestCaller.From(context).Person!));
        rest.MapGet("/user/orgs", Organizations);
        rest.MapGet("/user/emails", (HttpContext context) => RestCaller.From(context) is var caller
            && caller.HasScope("user", "user:email")
                ? caller
                    .Person!.Emails.Select(email => new
                    {
                        email = email.Email,
                        primary = email.Primary,
                        verified = email.Verified,
                        visibility = (string?)null,
                    })
                    .ToArray()
                : (object)RestRules.Message("Not Found", 404));
    }

    private static object Organizations(HttpContext context) =>
        RestCaller.From(context) is var caller && caller.HasScope("user", "read:org")
            ? caller.Person!.Organizations.Select(login => new { login, id = login.Length }).ToArray()
            : RestRules.Message("You need at least read:org scope or user scope to list your organizations", 403);

    private static object User(GitHubPerson person) =>
        new
        {
            login = person.Login,
            id = person.Id,
            node_id = $"U_{person.Id}",
            avatar_url = $"https://avatars.githubusercontent.com/u/{person.Id}?v=4",
            html_url = $"https://github.com/{person.Login}",
            type = "User",
            site_admin = false,
            name = person.Name,
            email = person.Email,
            created_at = person.CreatedAt.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                System.Globalization.CultureInfo.InvariantCulture
            ),
        };
}
