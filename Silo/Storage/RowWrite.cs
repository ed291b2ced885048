namespace YudaiV3.Silo.Storage;

/// <summary>One state on its way to its row.</summary>
/// <param name="Expected">The version that must be there, null where there must be none yet.</param>
internal sealed record RowWrite(RowId Row, int? Expected, byte[] Payload);
