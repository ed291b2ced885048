using System.Security.Cryptography;
using System.Text;

namespace YudaiV3.Silo.Auth;

/// <summary>A configured secret, from which keys are derived with HKDF-SHA-256. It cannot be read back.</summary>
internal sealed class SecretKey
{
    private readonly byte[] _secret;

    public SecretKey(string secret)
    {
        _secret = Encoding.UTF8.GetBytes(secret);
        Id = Convert.ToHexStringLower(Derive(8, [], "yudai secret id"));
    }

    /// <summary>Identifies the secret without revealing it.</summary>
    public string Id { get; }

    /// <summary>Derives a key for AES-256.</summary>
    public byte[] DeriveKey(byte[] salt) => Derive(32, salt, "yudai key ring");

    private byte[] Derive(int length, byte[] salt, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, length, salt, Encoding.UTF8.GetBytes(purpose));
}
