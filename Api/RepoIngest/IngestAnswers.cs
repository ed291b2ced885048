using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>What this section offers.</summary>
internal sealed record FileDependenciesInfoResponse(
    string Message,
    string Version,
    IReadOnlyDictionary<string, string> Endpoints
)
{
    public static FileDependenciesInfoResponse Us { get; } =
        new(
            "File dependencies: a repository becomes a file tree and a dependency graph.",
            typeof(FileDependenciesInfoResponse).Assembly.GetName().Version!.ToString(3),
            new Dictionary<string, string>
            {
                ["extract"] = "POST /filedeps/extract",
                ["ingest"] = "GET, DELETE /filedeps/ingests/{ingest_id}",
                ["repositories"] = "GET /filedeps/repositories?repo_url=&branch=",
                ["repository"] = "GET /filedeps/repositories/{id}",
                ["files"] = "GET /filedeps/repositories/{id}/files",
                ["graph"] = "GET /filedeps/repositories/{id}/graph",
                ["dependencies"] = "GET /filedeps/repositories/{id}/dependencies",
                ["impact"] = "GET /filedeps/repositories/{id}/impact",
                ["diff"] = "GET /filedeps/repositories/{id}/diff",
                ["cycles"] = "GET /filedeps/repositories/{id}/cycles",
                ["metrics"] = "GET /filedeps/repositories/{id}/metrics",
                ["digest"] = "GET /filedeps/repositories/{id}/digest",
            }
        );
}

/// <summary>An ingest that goes on.</summary>
internal sealed record IngestStartedResponse(string IngestId, string StatusUrl);

/// <summary>Why there is no result, as an exception that becomes the error answer.</summary>
internal static class IngestErrors
{
    public static Exception From(IngestStatus status) =>
        (status.Status, status.Failure) switch
        {
            (IngestState.Cancelled, _) => new ConflictException("The ingest was cancelled."),
            (_, IngestFailure.Refused) => new InvalidException("repo_url", status.Error!),
            (_, IngestFailure.NotFound) => new NotFoundException(status.Error!),
            (_, IngestFailure.BadSource) => new YudaiV3.GitHub.GitHubException(
                YudaiV3.GitHub.GitHubFailure.BadAnswer,
                status.Error!
            ),
            (_, IngestFailure.TimedOut) => new Web.TooSlowException(status.Error!),
            _ => new Web.NotReadyException(status.Error ?? "The repository could not be read."),
        };
}
