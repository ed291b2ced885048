using System.Text;
using Orleans.Storage;

namespace YudaiV3.Silo.Storage;

/// <summary>Identifies the row of a state.</summary>
/// <param name="Key">The grain's key.</param>
/// <param name="Name">The state's name, which Orleans' tables call the grain type.</param>
internal sealed record RowId(string Key, int KeyHash, string Name, int NameHash)
{
    /// <summary>
    /// Computes the hashes as Orleans' provider does, so that both address the same row. The provider hashes the bytes
    /// of the key in reverse order.
    /// </summary>
    public static RowId Create(string key, string name, IHasher hasher)
    {
        var reversed = Encoding.UTF8.GetBytes(key);
        Array.Reverse(reversed);
        return new(key, hasher.Hash(reversed), name, hasher.Hash(Encoding.UTF8.GetBytes(name)));
    }
}
