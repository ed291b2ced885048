using YudaiV3.Api.Web;
using YudaiV3.GitHub;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>Turns the end of an ingest without a result into the exception of the error response.</summary>
internal static class IngestErrors
{
    public static Exception From(IngestStatus status) =>
        (status.Status, status.Failure) switch
        {
            (IngestState.Cancelled, _) => new ConflictException("The ingest was cancelled."),
            (_, IngestFailure.Refused) => new InvalidException("repo_url", status.Error!),
            (_, IngestFailure.NotFound) => new NotFoundException(status.Error!),
            (_, IngestFailure.BadSource) => new GitHubException(GitHubFailure.BadAnswer, status.Error!),
            (_, IngestFailure.TimedOut) => new TooSlowException(status.Error!),
            _ => new NotReadyException(status.Error ?? "The repository could not be read."),
        };
}
