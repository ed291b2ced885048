namespace YudaiV3.Api.Web;

/// <summary>Marks an endpoint that reads a JSON body of a type.</summary>
internal sealed record JsonRequestMetadata(Type Type);
