using Octokit;
using Octokit.Internal;
using IRequest = Octokit.Internal.IRequest;

namespace YudaiV3.Silo.GitHub;

/// <summary>
/// Creates Octokit connections for one request of one user. A request may be conditional; Octokit itself sends no
/// ETags.
/// </summary>
internal sealed class GitHubConnection(GitHubApp app, TimeProvider time) : IDisposable
{
    private static readonly ProductHeaderValue Product = new("YudaiV3");

    private readonly Uri _api = new(app.Urls.Api + "/");
    private readonly HttpClientAdapter _http = new(() =>
        new SameHostHandler(
            new Uri(app.Urls.Api + "/"),
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(3),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
    );

    /// <param name="sendBefore">A request with a body is not sent at or after this time: see
    /// <see cref="ExpiringContent"/>.</param>
    public Connection As(string? token, string? etag, DateTimeOffset? sendBefore = null) =>
        new(
            Product,
            _api,
            new InMemoryCredentialStore(
                token is null ? Credentials.Anonymous : new Credentials(token, AuthenticationType.Bearer)
            ),
            new ConditionalHttpClient(_http, etag, sendBefore, time),
            new SimpleJsonSerializer()
        );

    public void Dispose() => _http.Dispose();

    private sealed class ConditionalHttpClient(
        HttpClientAdapter http,
        string? etag,
        DateTimeOffset? sendBefore,
        TimeProvider time
    ) : IHttpClient
    {
        public Task<IResponse> Send(
            IRequest request,
            CancellationToken cancellationToken,
            Func<object, object>? preprocessResponseBody = null
        )
        {
            if (etag is not null)
                request.Headers["If-None-Match"] = etag;
            request.Headers["X-GitHub-Api-Version"] = "2022-11-28";
            if (sendBefore is { } deadline && request.Body is string body)
                request.Body = new ExpiringContent(body, request.ContentType, deadline, time);
            return http.Send(request, cancellationToken, preprocessResponseBody);
        }

        public void SetRequestTimeout(TimeSpan timeout) => http.SetRequestTimeout(timeout);

        public void Dispose()
        {
            // All requests share the connections.
        }
    }
}
