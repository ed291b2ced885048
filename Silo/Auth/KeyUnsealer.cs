using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace YudaiV3.Silo.Auth;

/// <summary>
/// Decrypts the keys of the key ring. Each stored key contains the full name of this type: the name and the namespace
/// must not change.
/// </summary>
internal sealed class KeyUnsealer(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        services.GetRequiredService<KeyEncryptor>().DecryptElement(encryptedElement);
}
