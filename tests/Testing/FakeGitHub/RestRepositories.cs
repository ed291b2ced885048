using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>The endpoints of repositories with their branches, commits and files, and the search.</summary>
internal sealed class RestRepositories(GitHubRepositories repositories)
{
    public void Map(IEndpointRouteBuilder rest)
    {
        rest.MapGet("/user/repos", ListOwn);
        rest.MapGet("/search/repositories", Search);
        rest.MapGet("/repositories/{id:long}", (HttpContext context, long id) =>
            repositories.Find(id) is { } found && RestCaller.From(context).MayRead(found)
                ? RestShapes.Repository(found)
                : NotFound()
        );
        rest.MapGet("/repos/{owner}/{name}", (HttpContext context) => In(context, RestShapes.Repository));
        rest.MapGet("/repos/{owner}/{name}/branches", (HttpContext context) =>
            In(context, repository =>
                RestPages.Create(context, repository.Branches, branch => RestShapes.Branch(repository, branch))
            )
        );
        rest.MapGet("/repos/{owner}/{name}/commits", (HttpContext context) =>
            In(context, repository => Commits(context, repository))
        );
        rest.MapGet("/repos/{owner}/{name}/contents/{**path}", (HttpContext context, string? path) =>
            In(context, repository => Contents(repository, path ?? ""))
        );
    }

    /// <summary>Reads a repository; returns 404 if the caller may not read it.</summary>
    public object In(HttpContext context, Func<FakeRepository, object> read)
    {
        var (owner, name) = (
            (string)context.Request.RouteValues["owner"]!,
            (string)context.Request.RouteValues["name"]!
        );
        var caller = RestCaller.From(context);
        if (repositories.Find(owner, name) is { } repository)
            return caller.MayRead(repository) ? read(repository) : NotFound();
        return repositories.Moved(owner, name) is { } moved && caller.MayRead(moved)
            ? Results.Redirect(
                $"{context.Request.Scheme}://{context.Request.Host}{Prefix(context)}/repositories/{moved.Id}",
                permanent: true
            )
            : NotFound();
    }

    public static object NotFound() => RestRules.Message("Not Found", 404);

    private object ListOwn(HttpContext context) =>
        RestCaller.From(context) is { Person: { } person } caller
            ? RestPages.Create(
                context,
                [
                    .. repositories
                        .All.Where(repository => repository.MayWrite(person) && caller.MayRead(repository))
                        .OrderByDescending(repository => repository.UpdatedAt)
                        .ThenByDescending(repository => repository.Id),
                ],
                RestShapes.Repository
            )
            : RestRules.Message("Requires authentication", 401);

    private object Search(HttpContext context)
    {
        var text = context.Request.Query["q"].ToString();
        if (text.Length == 0)
            return Results.Json(
                new
                {
                    message = "Validation Failed",
                    errors = new[]
                    {
                        new
                        {
                            resource = "Search",
                            field = "q",
                            code = "missing",
                        },
                    },
                },
                statusCode: 422
            );
        var person = RestCaller.From(context).Person;
        var found = repositories
            .All.Where(repository =>
                repository.IsOpenTo(person) && repository.FullName.Contains(text, StringComparison.OrdinalIgnoreCase)
            )
            .OrderByDescending(repository => repository.Stars)
            .ToArray();
        if (context.Request.Query["order"] == "asc")
            Array.Reverse(found);
        return new
        {
            total_count = found.Length,
            incomplete_results = false,
            items = RestPages.Create(context, found, RestShapes.Repository),
        };
    }

    private static object Commits(HttpContext context, FakeRepository repository)
    {
        if (repository.Branches.Count == 0)
            return RestRules.Message("Git Repository is empty.", 409);
        var reference = context.Request.Query["sha"].ToString();
        return repository.Commits(reference.Length == 0 ? null : reference) is { } commits
            ? RestPages.Create(context, commits, commit => RestShapes.Commit(repository, commit))
            : NotFound();
    }

    private static object Contents(FakeRepository repository, string path)
    {
        if (repository.Files.TryGetValue(path, out var text))
            return new
            {
                type = "file",
                encoding = "base64",
                size = text.Length,
                name = path[(path.LastIndexOf('/') + 1)..],
                path,
                content = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)),
                sha = "0",
            };
        var folder = path.Length == 0 ? "" : path.TrimEnd('/') + "/";
        var names = repository
            .Files.Keys.Where(file => file.StartsWith(folder, StringComparison.Ordinal))
            .Select(file => file[folder.Length..].Split('/')[0])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        return names.Length == 0
            ? NotFound()
            : names
                .Select(name => new
                {
                    type = repository.Files.ContainsKey(folder + name) ? "file" : "dir",
                    name,
                    path = folder + name,
                    size = 0,
                    sha = "0",
                })
                .ToArray();
    }

    private static string Prefix(HttpContext context) => context.Items["rest-prefix"] as string ?? "";
}
