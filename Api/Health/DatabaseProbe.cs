using Npgsql;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Health;

/// <summary>Asks PostgreSQL the smallest question, over a connection of its own.</summary>
internal sealed class DatabaseProbe(IConfiguration configuration) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(
        DatabaseUrl.From(configuration).For("yudai-api health", connections: 1)
    );

    public async Task Ask(CancellationToken cancellationToken)
    {
        await using var question = _database.CreateCommand("SELECT 1");
        await question.ExecuteScalarAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
