using System.Text;
using Orleans.Storage;

namespace YudaiV3.Silo.Storage;

/// <summary>Which row a state has.</summary>
/// <param name="Key">The grain's key.</param>
/// <param name="Name">The state's name, which Orleans' tables call the grain type.</param>
internal sealed record RowId(string Key, int KeyHash, string Name, int NameHash)
{
    /// <summary>
    /// Takes the hashes that Orleans' provider takes, so that both mean the same row: of the key's bytes from the last
    /// to the first, and of the name's.
    /// </summary>
    public static RowId Create(string key, string name, IHasher hasher)
    {
        var backwards = Encoding.UTF8.GetBytes(key);
        Array.Reverse(backwards);
        return new(key, hasher.Hash(backwards), name, hasher.Hash(Encoding.UTF8.GetBytes(name)));
    }
}
