using System.Collections.Immutable;
using System.Text;
using Npgsql;
using YudaiV3.Chat;
using YudaiV3.Chat.Search;
using YudaiV3.Silo.Storage;

namespace YudaiV3.Silo.Chat;

/// <summary>
/// The message search: PostgreSQL's full-text search in a table of its own (<c>postgres-init/050-search.sql</c>).
/// </summary>
internal sealed class MessageIndex(NpgsqlDataSource database) : IMessageIndex, IAsyncDisposable
{
    private const int MaxSessionsPerStatement = 16;

    /// <summary>Characters of a message that are indexed: PostgreSQL limits the size of a text search vector.</summary>
    private const int MaxIndexedLength = 100_000;

    private readonly BatchQueue<(string, ImmutableArray<SessionEvent>), bool> _puts = new(
        database,
        maxConcurrency: 1,
        MaxSessionsPerStatement,
        PutAll
    );

    public Task Put(string sessionKey, ImmutableArray<SessionEvent> events, CancellationToken cancellationToken) =>
        _puts.Add((sessionKey, events)).WaitAsync(cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task<bool[]> PutAll(
        NpgsqlConnection connection,
        IReadOnlyList<(string Key, ImmutableArray<SessionEvent> Events)> sessions
    )
    {
        var events = sessions.SelectMany(session => session.Events, (session, e) => (session.Key, Event: e)).ToArray();
        var messages = events.Where(e => e.Event.Message is not null).ToArray();
        var superseded = events
            .SelectMany(e => e.Event.Supersession?.Ranges() ?? [], (e, range) => (e.Key, range.From, range.Through))
            .ToArray();
        await using var batch = connection.CreateBatch();
        if (messages.Length > 0)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(
                    """
                    INSERT INTO yudai_message_search (session_key, seq, user_id, content)
                    SELECT session_key, seq, user_id, content
                    FROM unnest(@keys, @seqs, @owners, @contents) AS message (session_key, seq, user_id, content)
                    ON CONFLICT DO NOTHING
                    """
                )
                {
                    Parameters =
                    {
                        new("keys", messages.Select(e => e.Key).ToArray()),
                        new("seqs", messages.Select(e => e.Event.Seq).ToArray()),
                        new("owners", messages.Select(e => ChatSessionKey.Owner(e.Key)).ToArray()),
                        new("contents", messages.Select(e => Storable(e.Event.Message!.Content)).ToArray()),
                    },
                }
            );
        }
        // The empty rows stay: a write that an ended activation sent before finds them and adds nothing.
        if (superseded.Length > 0)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(
                    """
                    UPDATE yudai_message_search AS message SET content = ''
                    FROM unnest(@keys, @from, @through) AS range (key, first, last)
                    WHERE session_key = range.key AND seq BETWEEN range.first AND range.last AND content <> ''
                    """
                )
                {
                    Parameters =
                    {
                        new("keys", superseded.Select(range => range.Key).ToArray()),
                        new("from", superseded.Select(range => range.From).ToArray()),
                        new("through", superseded.Select(range => range.Through).ToArray()),
                    },
                }
            );
        }
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync();
        return new bool[sessions.Count];
    }

    public async Task<(ImmutableArray<IndexedMessage> Best, int Total)> Find(
        long userId,
        string query,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(
            """
            WITH query AS
            (
                SELECT websearch_to_tsquery('simple', @query) AS words, ('''user ' || @owner || '''')::tsquery AS owner
            ),
            found AS
            (
                SELECT session_key, seq, content, query.words, count(*) OVER () AS total,
                    ts_rank_cd(message.words, query.words)::double precision AS score
                FROM yudai_message_search AS message, query
                WHERE numnode(query.words) > 0 AND user_id = @owner AND message.words @@ (query.words && query.owner)
                ORDER BY score DESC, seq DESC, session_key
                LIMIT @limit
            )
            SELECT session_key, seq,
                ts_headline('simple', content, words, 'StartSel=**, StopSel=**, MinWords=12, MaxWords=40'),
                score, total::integer
            FROM found
            ORDER BY score DESC, seq DESC, session_key
            """
        );
        command.Parameters.AddWithValue("query", Storable(query));
        command.Parameters.AddWithValue("owner", userId);
        command.Parameters.AddWithValue("limit", limit);
        var (best, total) = (ImmutableArray.CreateBuilder<IndexedMessage>(), 0);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            best.Add(new IndexedMessage(rows.GetString(0), rows.GetInt64(1), rows.GetString(2), rows.GetDouble(3)));
            total = rows.GetInt32(4);
        }
        return (best.ToImmutable(), total);
    }

    /// <summary>PostgreSQL accepts neither the character NUL nor half a surrogate pair.</summary>
    private static string Storable(string text)
    {
        var cut = text.Length > MaxIndexedLength ? text[..MaxIndexedLength] : text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)).Replace('\0', ' ');
    }
}
