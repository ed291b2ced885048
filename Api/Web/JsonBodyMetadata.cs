namespace YudaiV3.Api.Web;

/// <summary>Marks an endpoint that reads a JSON body of a type, for the OpenAPI document.</summary>
internal sealed record JsonRequestMetadata(Type Type);

/// <summary>
/// Marks an endpoint that writes its JSON without a typed result, for the OpenAPI document.
/// </summary>
internal sealed record JsonResponseMetadata(Type Type);
