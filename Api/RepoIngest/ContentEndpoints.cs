using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Web;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>The texts of a repository.</summary>
internal static class ContentEndpoints
{
    public static void MapContent(this IEndpointRouteBuilder filedeps)
    {
        filedeps.MapGet("/repositories/{id:long}/content", Content).WithSummary("Lines of a file");
        filedeps
            .MapGet("/repositories/{id:long}/search", Search)
            .WithSummary("The lines that contain a text or match a regular expression");
    }

    private static async Task<Results<Ok<FileContent>, ProblemHttpResult>> Content(
        long id,
        ContentParameters parameters,
        CurrentUser user,
        IGrainFactory grains
    )
    {
        var content = await grains.RepositoryContent(id).Content(user.UserId, parameters.Query);
        return content.Text is null
            ? Problem.Create(415, "This file has no text: it is binary, too large, a link or a submodule.")
            : TypedResults.Ok(content);
    }

    private static async Task<Ok<CodeSearchResult>> Search(
        long id,
        CodeSearchParameters parameters,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.RepositoryContent(id).Search(user.UserId, parameters.Query));
}
