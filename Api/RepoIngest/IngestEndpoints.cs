using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Documentation;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>The routes below <c>/filedeps</c>: start, follow and cancel ingests, and find their results.</summary>
internal static class IngestEndpoints
{
    /// <summary>An ingest ends by itself, after 20 minutes of work at most; it may have to queue before.</summary>
    private static readonly LongPoll EndPoll = new()
    {
        MaxWait = TimeSpan.FromHours(1),
        TransitTime = TimeSpan.FromSeconds(20),
    };

    public static void MapRepoIngest(this IEndpointRouteBuilder routes)
    {
        var filedeps = routes
            .MapGroup("/filedeps")
            .WithTags("file-dependencies")
            .RequireAuthorization()
            .WithMetadata(new ApiTokenAccess(ApiTokenScopes.Read))
            .AddEndpointFilter<RouteGroupBuilder, ClusterReadyFilter>();
        filedeps
            .MapGet("/", () => TypedResults.Ok(FileDependenciesInfoResponse.Instance))
            .WithSummary("The routes of this section");
        filedeps
            .MapPost("/extract", Extract)
            .WithMetadata(new LongPollMetadata())
            .WithSummary("Ingest a repository, or a part of it, and return its file tree")
            .Produces<IngestStartedResponse>(202)
            .WithMetadata(new JsonResponseMetadata(typeof(TreeNode)));
        filedeps.MapGet("/ingests/{ingestId}", Status).WithSummary("The progress of an ingest");
        filedeps.MapDelete("/ingests/{ingestId}", Cancel).WithSummary("Cancel an ingest for everyone who waits for it");
        filedeps
            .MapGet("/repositories", Repositories)
            .WithSummary("The newest finished ingest of a repository, or all ingested repositories of the caller")
            .Produces<IngestedRepository>();
        filedeps
            .MapGet("/repositories/{id:long}", Repository)
            .WithSummary("A branch of a repository at its newest finished ingest");
        filedeps.MapResults();
        filedeps.MapContent();
        filedeps.MapIndex();
    }

    private static async Task<IResult> Extract(
        JsonBody<ExtractRequest> body,
        CurrentUser user,
        RateLimits limits,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken aborted
    )
    {
        limits.CountIngest(user.UserId);
        var ingestId = await grains.UserIngests(user.UserId).Extract(body.Value.ToIngest());
        if (body.Value.Wait == false)
            return TypedResults.Accepted(
                $"/filedeps/ingests/{ingestId}",
                new IngestStartedResponse(ingestId, $"/filedeps/ingests/{ingestId}")
            );
        var ingest = grains.RepoIngest(ingestId);
        var status = await EndPoll.Run(WaitForEnd, time, aborted)
            ?? throw new TooSlowException(
                "The ingest has not ended in time; it goes on. Please send the same request again."
            );
        if (status.Status != IngestState.Completed)
            throw IngestErrors.From(status);
        return new FileTreeResult(await grains.RepositoryQueries(status.RepositoryId!.Value).Files(user.UserId));

        async Task<IngestStatus?> WaitForEnd(TimeSpan wait) =>
            await ingest.Wait(user.UserId, wait) is { HasEnded: true } ended ? ended : null;
    }

    private static async Task<Ok<IngestStatus>> Status(string ingestId, CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(await Ingest(grains, ingestId).Status(user.UserId));

    private static async Task<Ok<IngestStatus>> Cancel(string ingestId, CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(await Ingest(grains, ingestId).Cancel(user.UserId));

    private static async Task<IResult> Repositories(RepositoriesQuery query, CurrentUser user, IGrainFactory grains)
    {
        var ingests = grains.UserIngests(user.UserId);
        if (query.RepoUrl is null)
            return TypedResults.Ok(await ingests.Repositories());
        return TypedResults.Ok(
            await ingests.Find(query.RepoUrl, query.Branch)
                ?? throw new NotFoundException("This repository has not been ingested yet.")
        );
    }

    private static async Task<Ok<IngestedRepository>> Repository(long id, CurrentUser user, IGrainFactory grains) =>
        TypedResults.Ok(await grains.IngestedBranch(id).Describe(user.UserId));

    private static IRepoIngest Ingest(IGrainFactory grains, string ingestId) =>
        IngestKeys.IsIngestId(ingestId)
            ? grains.RepoIngest(ingestId.ToLowerInvariant())
            : throw new NotFoundException("There is no such ingest.");
}
