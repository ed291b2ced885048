namespace YudaiV3.Api.Web;

/// <summary>Marks an endpoint that writes an answer of a type in a way of its own.</summary>
internal sealed record JsonResponseMetadata(Type Type);
