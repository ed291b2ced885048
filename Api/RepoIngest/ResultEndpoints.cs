using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Web;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>The results of an ingest.</summary>
internal static class ResultEndpoints
{
    private const string Repository = "/repositories/{id:long}";

    public static void MapResults(this IEndpointRouteBuilder filedeps)
    {
        filedeps.MapGet($"{Repository}/files", Files).WithSummary("All files of the newest ingested commit");
        filedeps
            .MapGet($"{Repository}/graph", Graph)
            .WithSummary("The dependency graph, as JSON, Mermaid, DOT or SVG")
            .Produces<string>(200, "text/plain", "text/vnd.graphviz", "image/svg+xml")
            .WithMetadata(new JsonResponseMetadata(typeof(RepositoryGraph)));
        filedeps
            .MapGet($"{Repository}/dependencies", Dependencies)
            .WithSummary("What a file or folder depends on, and what depends on it");
        filedeps
            .MapGet($"{Repository}/impact", Impact)
            .WithSummary("All files that depend on a file, directly or indirectly");
        filedeps.MapGet($"{Repository}/diff", Diff).WithSummary("What changed between two ingested commits");
        filedeps.MapGet($"{Repository}/cycles", Cycles).WithSummary("Dependency cycles");
        filedeps.MapGet($"{Repository}/metrics", Metrics).WithSummary("Metrics of the dependency graph");
        filedeps.MapGet($"{Repository}/digest", Digest).WithSummary("The repository as one text with a token limit");
    }

    private static async Task<Ok<IEnumerable<FileResponse>>> Files(long id, CurrentUser user, IGrainFactory grains)
    {
        var files = await grains.RepositoryQueries(id).Files(user.UserId);
        return TypedResults.Ok(files.Files.Select(file => FileResponse.From(file, files)));
    }

    private static async Task<IResult> Graph(
        long id,
        GraphParameters parameters,
        CurrentUser user,
        IGrainFactory grains,
        HttpContext context
    )
    {
        var queries = grains.RepositoryQueries(id);
        if (parameters.Format == GraphFormat.Json)
            return TypedResults.Ok(await queries.Graph(user.UserId, parameters.Query));
        var drawing = await queries.Drawing(user.UserId, parameters.Query, parameters.Format);
        // A picture that is opened directly is a page of this origin: it may load and run nothing.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return TypedResults.Text(drawing, parameters.ContentType);
    }

    private static async Task<Ok<PathDependencies>> Dependencies(
        long id,
        PathParameters parameters,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.RepositoryQueries(id).Dependencies(user.UserId, parameters.Path));

    private static async Task<Ok<ImpactResponse>> Impact(
        long id,
        PathParameters parameters,
        CurrentUser user,
        IGrainFactory grains
    ) =>
        TypedResults.Ok(
            new ImpactResponse(parameters.Path, await grains.RepositoryQueries(id).Impact(user.UserId, parameters.Path))
        );

    private static async Task<Ok<DiffResponse>> Diff(
        long id,
        DiffParameters parameters,
        CurrentUser user,
        IGrainFactory grains
    ) =>
        TypedResults.Ok(
            DiffResponse.From(
                parameters,
                await grains.RepositoryQueries(id).Diff(user.UserId, parameters.Base, parameters.Head)
            )
        );

    private static async Task<Ok<CyclesResponse>> Cycles(long id, CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(new CyclesResponse(await grains.RepositoryQueries(id).Cycles(user.UserId)));

    private static async Task<Ok<GraphMetrics>> Metrics(long id, CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(await grains.RepositoryQueries(id).Metrics(user.UserId));

    private static async Task<Ok<RepositoryDigest>> Digest(
        long id,
        DigestParameters parameters,
        CurrentUser user,
        IGrainFactory grains,
        CancellationToken aborted
    ) => TypedResults.Ok(await grains.RepositoryQueries(id).Digest(user.UserId, parameters.Query, aborted));
}

internal sealed record CyclesResponse(ImmutableArray<Cycle> Cycles);

internal sealed record ImpactResponse(string Path, ImmutableArray<ImpactedFile> Files);
