using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace YudaiV3.Api.Web;

/// <summary>A JSON body that says itself what is wrong with its values.</summary>
internal interface IValidatedRequest
{
    void Check(ValidationErrors problems);
}

/// <summary>
/// The request's JSON body, read and checked. A body that is empty is no body, whatever its content type: all its
/// fields are then missing.
/// What is no JSON is told apart (400) from JSON whose values are wrong (422).
/// </summary>
internal sealed class JsonBody<T>(T value) : IEndpointParameterMetadataProvider
    where T : class, IValidatedRequest, new()
{
    public T Value { get; } = value;

    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await Read(context));

    /// <summary>For an endpoint that has something to decide before it looks at the body.</summary>
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
