using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>The files that matter for a question, and the symbols.</summary>
internal static class IndexEndpoints
{
    public static void MapIndex(this IEndpointRouteBuilder filedeps)
    {
        filedeps
            .MapGet("/repositories/{id:long}/relevant", Relevant)
            .WithSummary("The files that matter for a question, with the lines that answer");
        filedeps.MapGet("/repositories/{id:long}/symbols", Symbols).WithSummary("What the sources declare");
    }

    private static async Task<Ok<RankedFiles>> Relevant(
        long id,
        RankedFilesParameters parameters,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.RepositoryIndex(id).Rank(user.UserId, parameters.Query));

    private static async Task<Ok<SymbolList>> Symbols(
        long id,
        SymbolParameters parameters,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.RepositoryIndex(id).Symbols(user.UserId, parameters.Query));
}
