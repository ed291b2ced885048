using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace YudaiV3.Silo.Auth;

/// <summary>The key ring in PostgreSQL. All silos share it.</summary>
internal sealed class KeyRingRepository(NpgsqlDataSource database, KeyEncryptor encryptor) : IXmlRepository, IDisposable
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. Read().Select(row => row.Element)];

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand(
            "INSERT INTO yudai_key_ring (name, element) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING"
        );
        command.Parameters.AddWithValue(friendlyName);
        command.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Encrypts the keys that a previous secret protects with the current secret, so that the previous secret can be
    /// removed.
    /// </summary>
    public void Renew()
    {
        foreach (var (name, element) in Read())
        {
            if (!TryRenew(element))
                continue;
            using var command = database.CreateCommand("UPDATE yudai_key_ring SET element = $2 WHERE name = $1");
            command.Parameters.AddWithValue(name);
            command.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => database.Dispose();

    private bool TryRenew(XElement element)
    {
        var old = element.Descendants(KeyEncryptor.ElementName).Where(encryptor.CanRenew).ToList();
        try
        {
            foreach (var key in old)
                key.ReplaceWith(encryptor.EncryptElement(encryptor.DecryptElement(key)));
            return old.Count > 0;
        }
        catch (CryptographicException)
        {
            return false; // Someone changed the key. The key ring reports it when it loads the key.
        }
    }

    private List<(string Name, XElement Element)> Read()
    {
        using var command = database.CreateCommand("SELECT name, element FROM yudai_key_ring ORDER BY stored_at, name");
        using var reader = command.ExecuteReader();
        List<(string, XElement)> rows = [];
        while (reader.Read())
            rows.Add((reader.GetString(0), XElement.Parse(reader.GetString(1))));
        return rows;
    }
}
