using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace YudaiV3.Api.Web;

/// <summary>A request that checks its own values.</summary>
internal interface IValidatedRequest
{
    void Check(ValidationErrors problems);
}

/// <summary>
/// The request's JSON body, read and checked. An empty body counts as an object without fields, whatever its content
/// type. A body that is not JSON is 400; JSON with wrong values is 422.
/// </summary>
/// <remarks>
/// The framework's binding does not serve here: for a value of the wrong type it answers 400 without <c>errors</c>.
/// </remarks>
internal sealed class JsonBody<T>(T value) : IEndpointParameterMetadataProvider
    where T : class, IValidatedRequest, new()
{
    public T Value { get; } = value;

    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await Read(context));

    /// <summary>For an endpoint that decides something before it reads the body.</summary>
    public static async ValueTask<T> Read(HttpContext context)
    {
        var value = await Read(context.Request, context.RequestAborted);
        var problems = new ValidationErrors();
        value.Check(problems);
        problems.ThrowIfAny();
        return value;
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new JsonRequestMetadata(typeof(T)));

    private static async ValueTask<T> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = await RequestBodyReader.Receive(request.Body, cancellationToken);
        if (bytes.Length == 0)
            return new();
        if (!IsJson(request))
            throw new UnreadableBodyException(
                StatusCodes.Status415UnsupportedMediaType,
                "The request's body must be JSON (content-type: application/json)."
            );
        return RequestBodyReader.Parse<T>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) ?? new();
    }

    private static bool IsJson(HttpRequest request) =>
        string.IsNullOrEmpty(request.ContentType)
        || request.HasJsonContentType()
            && (
                request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"').ToLowerInvariant()
                is null
                    or ""
                    or "utf-8"
                    or "utf8"
                    or "us-ascii"
            );
}
