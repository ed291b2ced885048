using System.Collections.Concurrent;
using System.Collections.Immutable;
using YudaiV3.Chat.Search;

namespace YudaiV3.Chat;

/// <summary>
/// A search index in memory, shared by all silos of a test cluster. It can fail.
/// </summary>
internal sealed class TestIndex : IMessageIndex
{
    private readonly ConcurrentDictionary<(string Key, long Seq), string> _messages = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();

    /// <summary>Raised after every write, with the key of the session.</summary>
    public event Action<string>? Changed;

    /// <summary>The next writes for this session fail.</summary>
    public void Fail(string sessionKey, int times) => _failures[sessionKey] = times;

    /// <summary>The number of writes that still fail.</summary>
    public int Failures(string sessionKey) => _failures.GetValueOrDefault(sessionKey);

    public int Count(string sessionKey) => _messages.Keys.Count(message => message.Key == sessionKey);

    public void Drop(string sessionKey)
    {
        foreach (var message in _messages.Keys.Where(message => message.Key == sessionKey))
            _messages.TryRemove(message, out _);
    }

    public Task Put(string sessionKey, ImmutableArray<SessionEvent> events, CancellationToken cancellationToken)
    {
        if (_failures.AddOrUpdate(sessionKey, 0, (_, left) => left - 1) > 0)
            throw new IOException("The search index fails.");
        foreach (var e in events)
        {
            if (e.Supersession is { } supersession)
            {
                for (var seq = supersession.From; seq <= supersession.Through; seq++)
                    _messages.TryRemove((sessionKey, seq), out _);
            }
            if (e.Message is not null)
                _messages[(sessionKey, e.Seq)] = e.Message.Content;
        }
        Changed?.Invoke(sessionKey);
        return Task.CompletedTask;
    }

    public Task<(ImmutableArray<IndexedMessage> Best, int Total)> Find(
        long userId,
        string query,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var found = _messages
            .Where(message =>
                ChatSessionKey.Owner(message.Key.Key) == userId
                && message.Value.Contains(query, StringComparison.OrdinalIgnoreCase)
            )
            .OrderByDescending(message => message.Key.Seq)
            .ToArray();
        return Task.FromResult<(ImmutableArray<IndexedMessage>, int)>(
            (
                [
                    .. found
                        .Take(limit)
                        .Select(message => new IndexedMessage(
                            message.Key.Key,
                            message.Key.Seq,
                            message.Value,
                            message.Key.Seq
                        )),
                ],
                found.Length
            )
        );
    }
}
