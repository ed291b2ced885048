using System.Net;
using Octokit;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>Writes to GitHub: sent once, and told apart what was done, what was not, and what nobody knows.</summary>
internal sealed partial class GitHubIssueWriter(
    GitHubConnection github,
    GitHubTimeouts patience,
    TimeProvider time,
    ILogger<GitHubIssueWriter> logger
)
{
    public async Task<IssueCreation> CreateIssue(string token, string path, NewGitHubIssue issue)
    {
        using var end = new CancellationTokenSource(patience.Call, time);
        try
        {
            var answer = await github
                .As(token, etag: null)
                .Post<Issue>(
                    new Uri(path, UriKind.Relative),
                    Body(issue),
                    AcceptHeaders.StableVersionJson,
                    "application/json",
                    end.Token
                );
            return answer.HttpResponse.StatusCode == HttpStatusCode.Created && answer.Body is { Number: > 0 } created
                ? new() { Outcome = CreationOutcome.Created, Issue = OctokitMapping.Issue(created) }
                : Unknown("an answer that cannot be understood", mayStillRun: false);
        }
        catch (ApiException refused)
            when (refused.StatusCode < HttpStatusCode.InternalServerError
                && refused.StatusCode != HttpStatusCode.RequestTimeout
            )
        {
            var failure = GitHubErrors.From(refused, time.GetUtcNow());
            LogRefused((int)refused.StatusCode);
            var limited = failure is GitHubException { Failure: GitHubFailure.RateLimited };
            return new()
            {
                Outcome = limited ? CreationOutcome.NotCreated : CreationOutcome.Refused,
                Failure = failure,
                RefusedFields = [.. GitHubErrors.Fields(refused)],
            };
        }
        catch (HttpRequestException broken)
            when (broken.HttpRequestError
                    is HttpRequestError.ConnectionError
                        or HttpRequestError.NameResolutionError
                        or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError
            )
        {
            LogUnknown(broken.HttpRequestError.ToString());
            return new()
            {
                Outcome = CreationOutcome.NotCreated,
                Failure = new GitHubException(
                    GitHubFailure.BadAnswer,
                    "GitHub cannot be reached just now. Please try again."
                ),
            };
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            LogUnknown("no answer in time");
            return new()
            {
                Outcome = CreationOutcome.Unknown,
                MayStillRun = true,
                Failure = new GitHubException(
                    GitHubFailure.TimedOut,
                    "GitHub did not answer in time; the issue may have been created."
                ),
            };
        }
        catch (Exception lost)
        {
            // Whatever went wrong after it was sent, the issue may be there.
            return lost is ApiException failed
                ? Unknown(
                    $"{(int)failed.StatusCode}",
                    failed.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout
                )
                : Unknown(lost.GetType().Name, mayStillRun: true);
        }
    }

    private IssueCreation Unknown(string why, bool mayStillRun)
    {
        LogUnknown(why);
        return new()
        {
            Outcome = CreationOutcome.Unknown,
            MayStillRun = mayStillRun,
            Failure = new GitHubException(
                GitHubFailure.BadAnswer,
                "GitHub failed while it was creating the issue; it may have been created."
            ),
        };
    }

    private static NewIssue Body(NewGitHubIssue issue)
    {
        var body = new NewIssue(issue.Title) { Body = issue.Body };
        foreach (var label in issue.Labels.IsDefault ? [] : issue.Labels)
            body.Labels.Add(label);
        foreach (var assignee in issue.Assignees.IsDefault ? [] : issue.Assignees)
            body.Assignees.Add(assignee);
        return body;
    }

    [LoggerMessage(LogLevel.Warning, "It is not known whether an issue was created: {Why}.")]
    private partial void LogUnknown(string why);

    [LoggerMessage(LogLevel.Information, "GitHub refused an issue: {Status}.")]
    private partial void LogRefused(int status);
}
