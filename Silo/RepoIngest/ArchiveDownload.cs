using System.Net;
using System.Net.Http.Headers;
using YudaiV3.GitHub;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// Opens the archive of a commit. The user's token is sent only to GitHub's API, and redirects are followed only to
/// known hosts.
/// </summary>
internal sealed class ArchiveDownload(GitHubUrls github, ArchiveHosts hosts, TimeProvider time) : IDisposable
{
    private const int MaxRedirects = 4;
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // The archive is a compressed file, and its bytes are counted.
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "YudaiV3" } },
    };

    public async Task<HttpResponseMessage> Open(
        string owner,
        string name,
        string commitSha,
        string? token,
        CancellationToken cancellationToken
    )
    {
        var url = new Uri(
            $"{github.Api}/repos/{Uri.EscapeDataString(owner)}/{Uri.EscapeDataString(name)}"
                + $"/tarball/{Uri.EscapeDataString(commitSha)}"
        );
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var response = await Send(url, hosts.IsApi(url) ? token : null, cancellationToken);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                if (
                    (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
                    || response.Headers.Location is not { } location
                )
                    throw Refusal(response, time.GetUtcNow());
                url = location.IsAbsoluteUri ? location : new Uri(url, location);
            }
            if (!hosts.Allows(url))
                throw new GitHubException(
                    GitHubFailure.BadAnswer,
                    "GitHub sends the download to a host that is not known here."
                );
        }
        throw new GitHubException(GitHubFailure.BadAnswer, "GitHub redirects the download too many times.");
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Send(Uri url, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var timeout = new CancellationTokenSource(ResponseTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
        }
        // Also where no connection came about within the handler's limit.
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GitHubException(GitHubFailure.TimedOut, "GitHub did not answer in time. Please try again.");
        }
        catch (HttpRequestException)
        {
            throw new GitHubException(GitHubFailure.BadAnswer, "GitHub cannot be reached just now. Please try again.");
        }
    }

    private static Exception Refusal(HttpResponseMessage response, DateTimeOffset now) =>
        (int)response.StatusCode switch
        {
            401 => GitHubException.Reconnect(),
            404 or 410 or 451 => RepositoryKey.NotThere(),
            429 or 403 when response.Headers.RetryAfter is { } after => new GitHubException(
                GitHubFailure.RateLimited,
                "GitHub has been asked too often in your name. Please try again later."
            )
            {
                RetryAfter = after.Delta ?? after.Date - now,
            },
            403 => new GitHubException(GitHubFailure.Forbidden, "GitHub does not allow this download."),
            _ => new GitHubException(GitHubFailure.BadAnswer, "GitHub is not available just now. Please try again."),
        };
}
