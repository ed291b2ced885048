using System.Net;
using Octokit;
using YudaiV3.GitHub;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Creates issues on GitHub. It sends each request once, and reports whether the issue was created, or is unknown.
/// </summary>
internal sealed partial class GitHubIssueWriter(
    GitHubConnection github,
    GitHubTimeouts timeouts,
    TimeProvider time,
    ILogger<GitHubIssueWriter> logger
)
{
    public async Task<IssueCreation> CreateIssue(string token, string path, NewGitHubIssue issue)
    {
        using var timeout = new CancellationTokenSource(timeouts.Call, time);
        try
        {
            var response = await github
                .As(token, etag: null, issue.SendBefore)
                .Post<Issue>(
                    new Uri(path, UriKind.Relative),
                    Body(issue),
                    AcceptHeaders.StableVersionJson,
                    "application/json",
                    timeout.Token
                );
            return
                response.HttpResponse.StatusCode == HttpStatusCode.Created && response.Body is { Number: > 0 } created
                ? new() { Outcome = CreationOutcome.Created, Issue = OctokitMapping.Issue(created) }
                : Unknown("unreadable response", mayStillRun: false);
        }
        catch (ApiException exception)
            when (exception.StatusCode < HttpStatusCode.InternalServerError
                && exception.StatusCode != HttpStatusCode.RequestTimeout
            )
        {
            var failure = GitHubErrors.From(exception, time.GetUtcNow());
            LogRefused((int)exception.StatusCode);
            var isRateLimited = failure is GitHubException { Failure: GitHubFailure.RateLimited };
            return new()
            {
                Outcome = isRateLimited ? CreationOutcome.NotCreated : CreationOutcome.Refused,
                Failure = failure,
                RefusedFields = [.. GitHubErrors.Fields(exception)],
            };
        }
        catch (Exception exception)
            when ((exception as ExpiredException ?? exception.InnerException) is ExpiredException)
        {
            return new()
            {
                Outcome = CreationOutcome.NotCreated,
                Failure = new UnavailableException(
                    "The issue could not be sent to GitHub in time. Please send the same request again."
                ),
            };
        }
        catch (HttpRequestException exception)
            when (exception.HttpRequestError
                    is HttpRequestError.ConnectionError
                        or HttpRequestError.NameResolutionError
                        or HttpRequestError.SecureConnectionError
                        or HttpRequestError.ProxyTunnelError
            )
        {
            LogUnknown(exception.HttpRequestError.ToString());
            return new()
            {
                Outcome = CreationOutcome.NotCreated,
                Failure = new GitHubException(
                    GitHubFailure.BadAnswer,
                    "GitHub cannot be reached just now. Please try again."
                ),
            };
        }
        catch (OperationCanceledException exception) when (ConnectTimeouts.IsOne(exception))
        {
            LogUnknown("no connection");
            return new()
            {
                Outcome = CreationOutcome.NotCreated,
                Failure = new GitHubException(
                    GitHubFailure.TimedOut,
                    "GitHub did not answer in time. Please try again."
                ),
            };
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            LogUnknown("timeout");
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
        catch (Exception exception)
        {
            // After the request was sent, any failure leaves the issue unknown.
            return exception is ApiException failure
                ? Unknown(
                    $"{(int)failure.StatusCode}",
                    failure.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout
                )
                : Unknown(exception.GetType().Name, mayStillRun: true);
        }
    }

    private IssueCreation Unknown(string reason, bool mayStillRun)
    {
        LogUnknown(reason);
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

    [LoggerMessage(LogLevel.Warning, "It is unknown whether an issue was created: {Reason}.")]
    private partial void LogUnknown(string reason);

    [LoggerMessage(LogLevel.Information, "GitHub refused an issue with status {Status}.")]
    private partial void LogRefused(int status);
}
