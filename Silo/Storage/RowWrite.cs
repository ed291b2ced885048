namespace YudaiV3.Silo.Storage;

/// <summary>A state to write.</summary>
/// <param name="Expected">The version that the row must have; null if there must be no row.</param>
internal sealed record RowWrite(RowId Row, int? Expected, byte[] Payload);
