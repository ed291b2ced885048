using Npgsql;
using YudaiV3.Chat.Search;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Silo.Chat;

/// <summary>Registers the message search, with a connection pool of its own.</summary>
internal static class SearchServiceCollectionExtensions
{
    private const int Connections = 3;

    public static IServiceCollection AddSearch(this IServiceCollection services, DatabaseUrl database) =>
        services.AddSingleton<IMessageIndex>(_ => new MessageIndex(
            NpgsqlDataSource.Create(database.For("yudai-silo search", Connections))
        ));
}
