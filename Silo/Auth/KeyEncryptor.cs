using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace YudaiV3.Silo.Auth;

/// <summary>
/// Encrypts the keys of the key ring with AES-256-GCM. Each gets an encryption key of its own, derived from the current
/// secret.
/// </summary>
internal sealed class KeyEncryptor(SecretKeys secrets) : IXmlEncryptor
{
    /// <summary>The stored keys contain this name: it must not change.</summary>
    public static readonly XName ElementName = "sealed";

    private const int SaltSize = 32,
        NonceSize = 12,
        TagSize = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(EncryptElement(plaintextElement), typeof(KeyUnsealer));

    /// <summary>Whether a previous secret, and not the current one, decrypts the element.</summary>
    public bool CanRenew(XElement element) =>
        SecretOf(element) != secrets.Current.Id && secrets.Find(SecretOf(element)) is not null;

    public XElement EncryptElement(XElement plain)
    {
        var (salt, nonce, tag) = (
            RandomNumberGenerator.GetBytes(SaltSize),
            RandomNumberGenerator.GetBytes(NonceSize),
            new byte[TagSize]
        );
        var plaintext = Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting));
        using var aes = new AesGcm(secrets.Current.DeriveKey(salt), TagSize);
        var ciphertext = new byte[plaintext.Length];
        aes.Encrypt(nonce, plaintext, ciphertext, tag);
        return new(
            ElementName,
            new XAttribute("secret", secrets.Current.Id),
            new XAttribute("salt", Convert.ToBase64String(salt)),
            new XAttribute("nonce", Convert.ToBase64String(nonce)),
            new XAttribute("tag", Convert.ToBase64String(tag)),
            Convert.ToBase64String(ciphertext)
        );
    }

    /// <exception cref="CryptographicException">The secret is not configured, or the element was changed.</exception>
    public XElement DecryptElement(XElement element)
    {
        var secret = secrets.Find(SecretOf(element))
            ?? throw new CryptographicException(
                "No configured secret decrypts this key: SECRET_KEY was changed without SECRET_KEY_PREVIOUS."
            );
        using var aes = new AesGcm(secret.DeriveKey(Part(element, "salt")), TagSize);
        var ciphertext = Convert.FromBase64String(element.Value);
        var plaintext = new byte[ciphertext.Length];
        aes.Decrypt(Part(element, "nonce"), ciphertext, Part(element, "tag"), plaintext);
        return XElement.Parse(Encoding.UTF8.GetString(plaintext));
    }

    private static string? SecretOf(XElement element) => (string?)element.Attribute("secret");

    private static byte[] Part(XElement element, string name) =>
        Convert.FromBase64String(
            (string?)element.Attribute(name) ?? throw new CryptographicException($"The attribute {name} is missing.")
        );
}
