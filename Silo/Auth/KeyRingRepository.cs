using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace YudaiV3.Silo.Auth;

/// <summary>The key ring in PostgreSQL, which all silos share.</summary>
internal sealed class KeyRingRepository(NpgsqlDataSource database, KeyEncryptor sealer) : IXmlRepository, IDisposable
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

    /// <summary>Protects by the current secret what a previous one protects, so that the previous one can go.</summary>
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
        var old = element.Descendants(KeyEncryptor.Sealed).Where(sealer.CanRenew).ToList();
        try
        {
            foreach (var part in old)
                part.ReplaceWith(sealer.EncryptElement(sealer.DecryptElement(part)));
            return old.Count > 0;
        }
        catch (CryptographicException)
        {
            return false; // It was changed by somebody: nothing is protected by it any more, and the key ring says so.
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
