using YudaiV3.Chat.Answering;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// Adjusts the requests and responses of OpenAI's client: an endpoint without a key gets no header, and an event stream
/// is read in batches.
/// </summary>
internal sealed class EndpointHandler(bool sendsKey, DeltaThrottle throttle, TimeProvider time) : DelegatingHandler
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
            var batched = new StreamContent(
                new CompletionStream(await response.Content.ReadAsStreamAsync(cancellationToken), throttle, time)
            );
            foreach (var (name, values) in response.Content.Headers)
                batched.Headers.TryAddWithoutValidation(name, values);
            response.Content = batched;
        }
        return response;
    }
}
