using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace YudaiV3.Silo.Auth;

/// <summary>
/// Encrypts a key of the key ring (AES-256-GCM), under a key derived for it alone from the current secret.
/// </summary>
internal sealed class KeyEncryptor(SecretKeys secrets) : IXmlEncryptor
{
    public static readonly XName Sealed = "sealed";
    private const int SaltSize = 32,
        NonceSize = 12,
        TagSize = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(EncryptElement(plaintextElement), typeof(KeyUnsealer));

    /// <summary>Whether it can be opened, but not by the current secret.</summary>
    public bool CanRenew(XElement element) =>
        SecretOf(element) != secrets.Current.Id && secrets.Find(SecretOf(element)) is not null;

    public XElement EncryptElement(XElement plain)
    {
        var (salt, nonce, tag) = (
            RandomNumberGenerator.GetBytes(SaltSize),
            RandomNumberGenerator.GetBytes(NonceSize),
            new byte[TagSize]
        );
        var text = Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting));
        using var aes = new AesGcm(secrets.Current.Key(salt), TagSize);
        var hidden = new byte[text.Length];
        aes.Encrypt(nonce, text, hidden, tag);
        return new(
            Sealed,
            new XAttribute("secret", secrets.Current.Id),
            new XAttribute("salt", Convert.ToBase64String(salt)),
            new XAttribute("nonce", Convert.ToBase64String(nonce)),
            new XAttribute("tag", Convert.ToBase64String(tag)),
            Convert.ToBase64String(hidden)
        );
    }

    /// <exception cref="CryptographicException">Its secret is not configured, or it was changed.</exception>
    public XElement DecryptElement(XElement element)
    {
        var secret = secrets.Find(SecretOf(element))
            ?? throw new CryptographicException(
                "No configured secret opens this key: SECRET_KEY was changed without SECRET_KEY_PREVIOUS."
            );
        using var aes = new AesGcm(secret.Key(Part(element, "salt")), TagSize);
        var hidden = Convert.FromBase64String(element.Value);
        var text = new byte[hidden.Length];
        aes.Decrypt(Part(element, "nonce"), hidden, Part(element, "tag"), text);
        return XElement.Parse(Encoding.UTF8.GetString(text));
    }

    private static string? SecretOf(XElement element) => (string?)element.Attribute("secret");

    private static byte[] Part(XElement element, string name) =>
        Convert.FromBase64String(
            (string?)element.Attribute(name) ?? throw new CryptographicException("A part is missing.")
        );
}

/// <summary>Opens what <see cref="KeyEncryptor"/> encrypted. The stored keys name this type: its name stays.</summary>
internal sealed class KeyUnsealer(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        services.GetRequiredService<KeyEncryptor>().DecryptElement(encryptedElement);
}
