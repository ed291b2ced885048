namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Keeps Octokit, which follows redirects itself, from taking a token anywhere else; and reads each answer whole within
/// the call's time, up to a limit.
/// </summary>
internal sealed class SameHost(Uri api, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxResponseBytes = 32 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!IsThere(request.RequestUri))
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "GitHub sends elsewhere.");
        var answer = await base.SendAsync(request, cancellationToken);
        GitHubMetrics.Heard(answer);
        try
        {
            if (answer.Headers.Location is { IsAbsoluteUri: false } relative)
                answer.Headers.Location = new Uri(request.RequestUri!, relative);
            await answer.Content.LoadIntoBufferAsync(MaxResponseBytes, cancellationToken);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private bool IsThere(Uri? uri) =>
        uri is not null
        && Uri.Compare(uri, api, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase)
            == 0;
}
