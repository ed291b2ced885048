namespace YudaiV3.Silo.Storage;

/// <summary>A row that was read.</summary>
/// <param name="Payload">Null if there is none, or if it is too large to be read with other rows.</param>
internal sealed record StoredRow(int Version, byte[]? Payload);
