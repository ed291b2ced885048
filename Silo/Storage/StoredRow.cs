namespace YudaiV3.Silo.Storage;

/// <summary>A row that was read.</summary>
/// <param name="Payload">Null where there is none, or it is too large to be read with others.</param>
internal sealed record StoredRow(int Version, byte[]? Payload);
