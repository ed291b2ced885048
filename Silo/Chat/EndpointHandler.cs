using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// What the OpenAI client leaves open on the wire: an endpoint without a key gets none, and a stream that ends early is
/// an error.
/// </summary>
internal sealed class EndpointHandler(bool sendsKey, DeltaThrottle pace, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!sendsKey)
            request.Headers.Authorization = null;
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            var whole = new StreamContent(
                new CompletionStream(await response.Content.ReadAsStreamAsync(cancellationToken), pace, time)
            );
            foreach (var (name, values) in response.Content.Headers)
                whole.Headers.TryAddWithoutValidation(name, values);
            response.Content = whole;
        }
        return response;
    }
}
