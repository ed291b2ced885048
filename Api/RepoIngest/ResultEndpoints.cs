using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Web;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>What an ingest found out about a repository.</summary>
internal static class ResultEndpoints
{
    private const string Repository = "/repositories/{id:long}";

    public static void MapResults(this IEndpointRouteBuilder filedeps)
    {
        filedeps.MapGet($"{Repository}/files", Files).WithSummary("Every file of the newest ingested commit");
        filedeps
            .MapGet($"{Repository}/graph", Graph)
            .WithSummary("The dependency graph, as JSON, Mermaid, DOT or SVG")
            .Produces<string>(200, "text/plain", "text/vnd.graphviz", "image/svg+xml")
            .WithMetadata(new JsonResponseMetadata(typeof(RepositoryGraph)));
        filedeps
            .MapGet($"{Repository}/dependencies", Dependencies)
            .WithSummary("What a file or folder depends on, and what depends on it");
        filedeps.MapGet($"{Repository}/impact", Impact).WithSummary("Every file that reaches a file");
        filedeps.MapGet($"{Repository}/diff", Diff).WithSummary("What changed between two ingested commits");
        filedeps.MapGet($"{Repository}/cycles", Cycles).WithSummary("Files that depend on each other in a circle");
        filedeps.MapGet($"{Repository}/metrics", Metrics).WithSummary("How the files hang together, in figures");
        filedeps
            .MapGet($"{Repository}/digest", Digest)
            .WithSummary("The repository as one text of at most so many tokens");
    }

    private static async Task<Ok<IEnumerable<FileResponse>>> Files(long id, CurrentUser user, IGrainFactory grains)
    {
        var files = await grains.RepositoryQueries(id).Files(user.UserId);
        return TypedResults.Ok(files.Files.Select(file => FileResponse.From(file, files)));
    }

    private static async Task<IResult> Graph(
        long id,
        GraphParameters asked,
        CurrentUser user,
        IGrainFactory grains,
        HttpContext context
    )
    {
        var reading = grains.RepositoryQueries(id);
        if (asked.Format == GraphFormat.Json)
            return TypedResults.Ok(await reading.Graph(user.UserId, asked.Query));
        var drawing = await reading.Drawing(user.UserId, asked.Query, asked.Format);
        // A picture that is opened by itself is a page of this origin: it may do nothing but look like it looks.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return TypedResults.Text(drawing, asked.ContentType);
    }

    private static async Task<Ok<PathDependencies>> Dependencies(
        long id,
        PathParameters asked,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.RepositoryQueries(id).Dependencies(user.UserId, asked.Path));

    private static async Task<Ok<ImpactResponse>> Impact(
        long id,
        PathParameters asked,
        CurrentUser user,
        IGrainFactory grains
    ) =>
        TypedResults.Ok(
            new ImpactResponse(asked.Path, await grains.RepositoryQueries(id).Impact(user.UserId, asked.Path))
        );

    private static async Task<Ok<DiffResponse>> Diff(
        long id,
        DiffParameters asked,
        CurrentUser user,
        IGrainFactory grains
    ) =>
        TypedResults.Ok(
            DiffResponse.From(asked, await grains.RepositoryQueries(id).Diff(user.UserId, asked.Base, asked.Head))
        );

    private static async Task<Ok<CyclesResponse>> Cycles(long id, CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(new CyclesResponse(await grains.RepositoryQueries(id).Cycles(user.UserId)));

    private static async Task<Ok<GraphMetrics>> Metrics(long id, CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(await grains.RepositoryQueries(id).Metrics(user.UserId));

    private static async Task<Ok<RepositoryDigest>> Digest(
        long id,
        DigestParameters asked,
        CurrentUser user,
        IGrainFactory grains,
        CancellationToken aborted
    ) => TypedResults.Ok(await grains.RepositoryQueries(id).Digest(user.UserId, asked.Query, aborted));
}

internal sealed record CyclesResponse(ImmutableArray<Cycle> Cycles);

internal sealed record ImpactResponse(string Path, ImmutableArray<ImpactedFile> Files);
