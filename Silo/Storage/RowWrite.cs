using System.Text;
using Orleans.Storage;

namespace YudaiV3.Silo.Storage;

/// <summary>One state on its way to its row.</summary>
/// <param name="Key">The grain's key.</param>
/// <param name="Name">The state's name, which Orleans' tables call the grain type.</param>
/// <param name="Expected">The version that must be there, null where there must be none yet.</param>
internal sealed record RowWrite(string Key, int KeyHash, string Name, int NameHash, int? Expected, byte[] Payload)
{
    /// <summary>Takes the hashes that Orleans' provider takes, so that both mean the same row: of the key's bytes from the last to the first, and of the name's.</summary>
    public static RowWrite Of(string key, string name, int? expected, byte[] payload, IHasher hasher)
    {
        var backwards = Encoding.UTF8.GetBytes(key);
        Array.Reverse(backwards);
        return new(key, hasher.Hash(backwards), name, hasher.Hash(Encoding.UTF8.GetBytes(name)), expected, payload);
    }
}
