using System.Collections.Immutable;
using Orleans.Concurrency;

namespace YudaiV3.Chat;

/// <summary>
/// One conversation of one user about one repository. Key: <c>session/{userId}/{session}</c> (see
/// <see cref="ChatSessionKey"/>). Every call may be repeated. If the session does not exist, calls return null or throw
/// <see cref="NotFoundException"/>.
/// </summary>
[Alias("yudai.chat-session")]
public interface IChatSession : IGrainWithStringKey
{
    /// <summary>Creates the session, or returns the existing one.</summary>
    [Alias("start"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Session> Start(NewSession session);

    /// <summary>Returns when the user's message is durable. DAifu answers later, on the live feed.</summary>
    /// <exception cref="ConflictException">The client's message id was used for another content.</exception>
    [Alias("post"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<PostedMessage> Post(NewMessage message);

    /// <summary>
    /// As <see cref="Post"/>, and waits up to <paramref name="maxWait"/> (at most 25 s) for the answer.
    /// </summary>
    [Alias("ask"), ResponseTimeout("00:00:40")]
    Task<Exchange> Ask(NewMessage message, TimeSpan maxWait);

    /// <summary>
    /// Replaces a message of the user. The new message supersedes the old one and everything after it, and gets a new
    /// answer. Otherwise as <see cref="Post"/>.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such message of the user.</exception>
    /// <exception cref="ConflictException">The message was superseded before, or the client's message id was used for
    /// another content.</exception>
    [Alias("edit"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<PostedMessage> Edit(string messageId, NewMessage message);

    /// <summary>
    /// Requests a new answer in the place of an old one. Returns the new answer's id when the request is durable. A
    /// second call for the same answer returns the same id.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such answer.</exception>
    /// <exception cref="ConflictException">The answer's question was superseded, or too many new answers are
    /// requested.</exception>
    [Alias("regenerate"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<PostedMessage> Regenerate(string messageId);

    /// <exception cref="ConflictException">The session has 200 cards.</exception>
    [Alias("add-card")]
    Task<ContextCard> AddCard(NewCard card);

    /// <summary>False if there is no such card.</summary>
    [Alias("remove-card")]
    Task<bool> RemoveCard(string cardId);

    /// <summary>In the order in which they were added; null if the session does not exist.</summary>
    [Alias("cards"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<ContextCard>?> Cards();

    [Alias("open"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<SessionSnapshot?> Open(MessagePage page);

    /// <summary>Oldest first; null if the session does not exist.</summary>
    [Alias("messages"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<Message>?> Messages(MessagePage page);

    /// <summary>
    /// As <see cref="Messages"/>, for a caller with a copy of the page: <paramref name="knownSeq"/> is the session's
    /// last event at that time, or -1 without a copy. Null if the session does not exist.
    /// </summary>
    [Alias("page")]
    Task<PageOfMessages?> Page(MessagePage page, long knownSeq);

    /// <summary>The messages with these seqs, as far as they exist.</summary>
    [Alias("messages-at")]
    Task<ImmutableArray<SessionEvent>> MessagesAt(ImmutableArray<long> seqs);

    /// <summary>Writes all messages to the search index again. Returns when they are written.</summary>
    [Alias("index-anew"), ResponseTimeout("00:10:00")]
    Task Reindex();

    [Alias("describe"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Session?> Describe();

    [Alias("statistics")]
    Task<SessionSnapshot?> Statistics();

    [Alias("touch"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Session?> Touch();

    /// <param name="title">1 to 255 characters, not blank.</param>
    [Alias("rename"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Session?> Rename(string title);

    /// <summary>Removes the session from the lists of active sessions. A new message reactivates it.</summary>
    [Alias("close"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Session?> Close();

    /// <summary>
    /// Stops the answer in progress. Returns when the text up to then is durable. False if no answer was in progress.
    /// A second call within 2 s means the same answer as the first.
    /// </summary>
    [Alias("stop"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<bool> Stop();

    /// <summary>
    /// Stops the answer with this id, or the answer to the question with this id, and no other. Returns when the text up
    /// to then is durable. False if it was not in progress; true if it was stopped before.
    /// </summary>
    /// <exception cref="NotFoundException">The session does not exist.</exception>
    [Alias("stop-answer"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<bool> StopAnswer(string messageId);

    /// <summary>
    /// Publishes the state of an external agent.
    /// </summary>
    /// <exception cref="InvalidException">The agent is <see cref="AgentType.Daifu"/>.</exception>
    [Alias("report")]
    Task Report(AgentStatus status);

    /// <summary>
    /// Issues a secret that opens one WebSocket within 30 s; null if the session does not exist. The ticket is lost
    /// when the grain moves.
    /// </summary>
    [Alias("issue-ticket"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<string?> IssueTicket(WebSocketLogin login);

    /// <summary>
    /// The login of a ticket, or null. Each ticket is valid once.
    /// </summary>
    [Alias("redeem-ticket"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<WebSocketLogin?> RedeemTicket(string ticket);

    /// <summary>
    /// Subscribes, or renews the subscription, for 3 minutes. Each event after <paramref name="since"/> is in the
    /// result, in <see cref="Events"/>, or sent to the observer afterwards. Null if the session does not exist.
    /// </summary>
    [Alias("watch"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Subscription?> Subscribe(ISessionObserver observer, long since);

    [Alias("unwatch")]
    Task Unsubscribe(ISessionObserver observer);

    /// <summary>
    /// The events after <paramref name="since"/>, oldest first, at most <paramref name="limit"/> (1 to 500). Null if
    /// the session does not exist.
    /// </summary>
    [Alias("events"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<SessionEvent>?> Events(long since, int limit);
}
