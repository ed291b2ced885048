using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using YudaiV3.ServiceDefaults;
using YudaiV3.Silo.Hosting;

namespace YudaiV3.Silo.Auth;

/// <summary>
/// Prepares the key ring when a silo starts. One silo at a time does so: of two that start on an empty database the
/// second finds the key of the first. Otherwise each would make one, and could not decrypt with that of the other until
/// it reads the ring again, which may take a day.
/// </summary>
internal sealed class KeyRingStartup(
    KeyRingRepository repository,
    IDataProtectionProvider provider,
    DatabaseUrl database
)
{
    public async Task Run(CancellationToken cancellationToken = default)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.For("yudai-silo keys", 1)) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var lockKeys = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Schema.Lock})", connection);
        await lockKeys.ExecuteNonQueryAsync(cancellationToken);
        repository.Renew();
        // Reads the ring, and adds a key if it has no valid one.
        provider.CreateProtector("yudai.key-ring").Protect([]);
        await transaction.CommitAsync(cancellationToken);
    }
}
