using YudaiV3.Chat;
using YudaiV3.Chat.Search;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

/// <summary>
/// Searches a user's messages. The index names the matching messages, and their sessions supply the current content.
/// </summary>
internal sealed class MessageSearch(IMessageIndex index, IGrainFactory grains, long userId)
{
    public async Task<SearchResults> Find(string query, int limit)
    {
        var (matches, total) = await index.Find(userId, query, limit, CancellationToken.None);
        var sessions = await GrainRecords.Each([.. matches.GroupBy(match => match.SessionKey)], ReadSession);
        var messages = sessions.SelectMany(session => session).ToDictionary(found => (found.SessionKey, found.Seq));
        return new SearchResults
        {
            Total = total,
            Results =
            [
                .. from match in matches
                where messages.ContainsKey((match.SessionKey, match.Seq))
                let found = messages[(match.SessionKey, match.Seq)]
                select new SearchResult
                {
                    SessionId = found.Message.SessionId,
                    SessionTitle = found.SessionTitle!,
                    Message = found.Message,
                    Snippet = match.Snippet,
                    Score = match.Score,
                },
            ],
        };
    }

    private async Task<FoundMessage[]> ReadSession(IGrouping<string, IndexedMessage> matches)
    {
        var session = grains.GetGrain<IChatSession>(matches.Key);
        if (await session.Describe() is not { } description)
            return [];
        var messages = await session.MessagesAt([.. matches.Select(match => match.Seq)]);
        return
        [
            .. messages.Select(found => new FoundMessage(matches.Key, found.Seq, description.Title, found.Message!)),
        ];
    }

    private sealed record FoundMessage(string SessionKey, long Seq, string? SessionTitle, Message Message);
}
