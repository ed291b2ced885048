using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using YudaiV3.Api.Auth;
using YudaiV3.Api.Hosting;
using YudaiV3.Api.Web;
using YudaiV3.Auth;
using YudaiV3.GitHub;

namespace YudaiV3.Api.GitHub;

/// <summary>Reads and writes on GitHub with the caller's own rights.</summary>
internal static class GitHubEndpoints
{
    private const string Repository = "/repositories/{owner}/{repo}";

    public static void MapGitHub(this IEndpointRouteBuilder routes)
    {
        var github = routes
            .MapGroup("/github")
            .WithTags("github")
            .RequireAuthorization()
            .WithMetadata(new ApiTokenAccess(ApiTokenScopes.Read, ApiTokenScopes.FileIssues))
            .AddEndpointFilter<RouteGroupBuilder, ClusterReadyFilter>()
            .WithMetadata(new LongPollMetadata());
        github
            .MapGet("/repositories", Repositories)
            .WithSummary("All repositories that the caller can reach, most recently updated first");
        github.MapGet(Repository, Details).WithSummary("A repository");
        github.MapGet($"{Repository}/branches", Branches).WithSummary("A repository's branches");
        github
            .MapGet($"{Repository}/issues", Issues)
            .WithSummary("A repository's issues, without pull requests, newest first");
        github
            .MapPost($"{Repository}/issues", CreateIssue)
            .WithSummary("Create an issue on GitHub; never repeated by the server");
        github.MapGet($"{Repository}/pulls", Pulls).WithSummary("A repository's pull requests, newest first");
        github.MapGet($"{Repository}/commits", Commits).WithSummary("The commits of a branch, newest first");
        github.MapGet("/search/repositories", Search).WithSummary("Search repositories with GitHub's query syntax");
    }

    private static async Task<Ok<ImmutableArray<GitHubRepository>>> Repositories(
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.GitHubCaller(user.UserId).Repositories());

    private static async Task<Ok<GitHubRepository>> Details(
        string owner,
        string repo,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.Repository(owner, repo).Details(user.UserId));

    private static async Task<Ok<ImmutableArray<GitHubBranch>>> Branches(
        string owner,
        string repo,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.Repository(owner, repo).Branches(user.UserId));

    private static async Task<Ok<ImmutableArray<GitHubIssue>>> Issues(
        string owner,
        string repo,
        StateQuery query,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.Repository(owner, repo).Issues(user.UserId, query.State));

    private static async Task<Ok<GitHubIssue>> CreateIssue(
        string owner,
        string repo,
        JsonBody<IssueRequest> body,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.Repository(owner, repo).CreateIssue(user.UserId, body.Value.ToIssue()));

    private static async Task<Ok<ImmutableArray<GitHubPull>>> Pulls(
        string owner,
        string repo,
        StateQuery query,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.Repository(owner, repo).Pulls(user.UserId, query.State));

    private static async Task<Ok<ImmutableArray<GitHubCommit>>> Commits(
        string owner,
        string repo,
        CommitsQuery query,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(await grains.Repository(owner, repo).Commits(user.UserId, query.Branch));

    private static async Task<Ok<RepositorySearchResponse>> Search(
        SearchQuery query,
        CurrentUser user,
        IGrainFactory grains
    ) => TypedResults.Ok(new RepositorySearchResponse(await grains.GitHubCaller(user.UserId).Search(query.Query)));
}

/// <summary>The result of a search. Some clients read <c>items</c>, others <c>repositories</c>.</summary>
internal sealed record RepositorySearchResponse
{
    public RepositorySearchResponse(FoundRepositories found) =>
        (TotalCount, IncompleteResults, Items) = (found.TotalCount, found.IncompleteResults, found.Items);

    public int TotalCount { get; }
    public bool IncompleteResults { get; }
    public ImmutableArray<GitHubRepository> Items { get; }
    public ImmutableArray<GitHubRepository> Repositories => Items;
}
