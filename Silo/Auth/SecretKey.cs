using System.Security.Cryptography;
using System.Text;

namespace YudaiV3.Silo.Auth;

/// <summary>A secret of the configuration, from which keys are derived (HKDF-SHA-256). It never shows itself.</summary>
internal sealed class SecretKey
{
    private readonly byte[] _secret;

    public SecretKey(string secret)
    {
        _secret = Encoding.UTF8.GetBytes(secret);
        Id = Convert.ToHexStringLower(Derive(8, [], "yudai secret id"));
    }

    /// <summary>Names the secret without telling it.</summary>
    public string Id { get; }

    /// <summary>The key (AES-256) that a salt gives.</summary>
    public byte[] Key(byte[] salt) => Derive(32, salt, "yudai key ring");

    private byte[] Derive(int length, byte[] salt, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, length, salt, Encoding.UTF8.GetBytes(purpose));
}
