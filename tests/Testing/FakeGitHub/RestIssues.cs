using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>The endpoints of issues and pull requests. GitHub lists both as issues.</summary>
internal sealed class RestIssues(RestRepositories repositories, GitHubPeople people, GitHubLimits limits)
{
    public void Map(IEndpointRouteBuilder rest)
    {
        rest.MapGet("/repos/{owner}/{name}/issues", (HttpContext context) =>
            repositories.In(context, repository => List(context, repository))
        );
        rest.MapGet("/repos/{owner}/{name}/issues/{number:int}", (HttpContext context, int number) =>
            repositories.In(context, repository =>
                repository.Issues.FirstOrDefault(issue => issue.Number == number) is { } issue
                    ? RestShapes.Issue(repository, issue)
                    : RestRepositories.NotFound()
            )
        );
        rest.MapGet("/repos/{owner}/{name}/pulls", (HttpContext context) =>
            repositories.In(context, repository =>
                RestPages.Create(context, [.. InState(context, repository).Where(issue => issue.IsPull)], issue =>
                    RestShapes.Pull(repository, issue)
                )
            )
        );
        rest.MapPost("/repos/{owner}/{name}/issues", async (HttpContext context) =>
        {
            var body = (await JsonDocument.ParseAsync(context.Request.Body)).RootElement;
            return repositories.In(context, repository => Create(context, repository, body));
        });
    }

    private static object List(HttpContext context, FakeRepository repository)
    {
        if (!repository.HasIssues)
            return RestRules.Message("Issues are disabled for this repo", 410);
        var (creator, since) = (context.Request.Query["creator"].ToString(), context.Request.Query["since"].ToString());
        var updatedSince =
            since.Length > 0
                ? DateTimeOffset.Parse(since, System.Globalization.CultureInfo.InvariantCulture)
                : DateTimeOffset.MinValue;
        return RestPages.Create(
            context,
            [
                .. InState(context, repository)
                    .Where(issue =>
                        (creator.Length == 0 || issue.By.Login.Equals(creator, StringComparison.OrdinalIgnoreCase))
                        && issue.UpdatedAt >= updatedSince
                    ),
            ],
            issue => RestShapes.Issue(repository, issue)
        );
    }

    private static IEnumerable<FakeIssue> InState(HttpContext context, FakeRepository repository)
    {
        var state = context.Request.Query["state"].ToString();
        return repository
            .Issues.Where(issue => state == "all" || issue.Closed == (state == "closed"))
            .OrderByDescending(issue => issue.CreatedAt)
            .ThenByDescending(issue => issue.Number);
    }

    private object Create(HttpContext context, FakeRepository repository, JsonElement body)
    {
        var person = RestCaller.From(context).Person;
        if (person is null)
            return RestRules.Message("Requires authentication", 401);
        if (!repository.HasIssues)
            return RestRules.Message("Issues are disabled for this repo", 410);
        if (limits.RefuseWrite(context.Response.Headers))
            return RestRules.Message(
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
                403
            );
        string? Text(string name) =>
            body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        string[] Texts(string name) =>
            body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
                : [];
        if (string.IsNullOrWhiteSpace(Text("title")))
            return Invalid("title", "missing_field", null);
        var assignees = Texts("assignees").Select(login => (Login: login, Person: people.Named(login))).ToArray();
        if (
            repository.MayWrite(person)
            && Array.Find(assignees, assignee => !repository.MayWrite(assignee.Person)) is { Login: { } login }
        )
            return Invalid("assignees", "invalid", login);
        var created = repository.AddIssue(Text("title")!, Text("body"), person);
        // Without write access, labels and assignees are ignored without an error.
        if (repository.MayWrite(person))
            created = repository.Change(created, issue =>
                issue with
                {
                    Labels = Texts("labels"),
                    Assignees = [.. assignees.Select(assignee => assignee.Person!)],
                }
            );
        return Results.Json(RestShapes.Issue(repository, created), statusCode: 201);
    }

    private static IResult Invalid(string field, string code, string? value) =>
        Results.Json(
            new
            {
                message = "Validation Failed",
                errors = new[]
                {
                    new
                    {
                        resource = "Issue",
                        field,
                        code,
                        value,
                    },
                },
                documentation_url = "https://docs.github.com/rest",
            },
            statusCode: 422
        );
}
