namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Rejects requests to other hosts, because Octokit follows redirects itself and would send the token there. It also
/// reads each response completely within the call's timeout, up to a limit.
/// </summary>
internal sealed class SameHostHandler(Uri api, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxResponseBytes = 32 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!IsSameHost(request.RequestUri))
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "GitHub redirects to another host.");
        var response = await base.SendAsync(request, cancellationToken);
        GitHubMetrics.Record(response);
        try
        {
            if (response.Headers.Location is { IsAbsoluteUri: false } relative)
                response.Headers.Location = new Uri(request.RequestUri!, relative);
            await response.Content.LoadIntoBufferAsync(MaxResponseBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private bool IsSameHost(Uri? uri) =>
        uri is not null
        && Uri.Compare(uri, api, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase)
            == 0;
}
