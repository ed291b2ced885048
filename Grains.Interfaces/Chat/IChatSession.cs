using System.Collections.Immutable;
using Orleans.Concurrency;

namespace YudaiV3.Chat;

/// <summary>
/// One conversation of one user about one repository. Key: <c>session/{userId}/{session}</c>, built only by
/// <see cref="ChatSessionKey"/>.
/// Every call may safely be made again. Calls for a session that does not exist answer null or throw
/// <see cref="NotFoundException"/>.
/// </summary>
[Alias("yudai.chat-session")]
public interface IChatSession : IGrainWithStringKey
{
    /// <summary>Makes the session, or gives the one that there is.</summary>
    [Alias("start"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Session> Start(NewSession session);

    /// <summary>Returns when the user's message is durable; DAifu answers afterwards, on the live feed.</summary>
    /// <exception cref="ConflictException">The client's message id was used for another content.</exception>
    [Alias("post"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<PostedMessage> Post(NewMessage message);

    /// <summary>
    /// As <see cref="Post"/>, and waits for the answer as long as <paramref name="patience"/> says (25 s at the most).
    /// </summary>
    [Alias("ask"), ResponseTimeout("00:00:40")]
    Task<Exchange> Ask(NewMessage message, TimeSpan patience);

    /// <summary>
    /// Puts another text in the place of a message of the user: it and all after it are superseded by the edited one
    /// and a new answer. As <see cref="Post"/> otherwise.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such message of the user.</exception>
    /// <exception cref="ConflictException">The message was superseded before, or the client's message id was used for
    /// another content.</exception>
    [Alias("edit"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<PostedMessage> Edit(string messageId, NewMessage message);

    /// <summary>
    /// Has DAifu answer anew in the place of an answer. Answers the new one's id when that is durable as a wish; called
    /// again for the same answer it is the same one.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such answer.</exception>
    /// <exception cref="ConflictException">The answer's question was superseded, or too many answers are being written
    /// anew.</exception>
    [Alias("regenerate"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<PostedMessage> Regenerate(string messageId);

    /// <exception cref="ConflictException">The session has 200 cards.</exception>
    [Alias("add-card")]
    Task<ContextCard> AddCard(NewCard card);

    /// <summary>False where there is no such card.</summary>
    [Alias("remove-card")]
    Task<bool> RemoveCard(string cardId);

    /// <summary>In the order in which they were added; null where there is no such session.</summary>
    [Alias("cards"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<ContextCard>?> Cards();

    [Alias("open"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<SessionSnapshot?> Open(MessagePage page);

    /// <summary>Oldest first; null where there is no such session.</summary>
    [Alias("messages"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<Message>?> Messages(MessagePage page);

    /// <summary>
    /// As <see cref="Messages"/>, for a caller who may have the page: as it was when the last event was
    /// <paramref name="known"/>, or -1. Null where there is no such session.
    /// </summary>
    [Alias("page")]
    Task<PageOfMessages?> Page(MessagePage page, long known);

    /// <summary>The messages at these places in the log, those that are there.</summary>
    [Alias("messages-at")]
    Task<ImmutableArray<SessionEvent>> MessagesAt(ImmutableArray<long> seqs);

    /// <summary>Puts all messages into the search anew; returns when they are there.</summary>
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

    /// <summary>Takes the session out of the lists; a new message brings it back.</summary>
    [Alias("close"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Session?> Close();

    /// <summary>
    /// Ends the answer being written; what there is of it is kept. Durable when it returns. False where nothing was
    /// being written.
    /// </summary>
    [Alias("stop"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<bool> Stop();

    /// <summary>
    /// Shows the state of an agent that runs outside; <see cref="AgentType.Daifu"/>'s own is refused with
    /// <see cref="InvalidException"/>.
    /// </summary>
    [Alias("report")]
    Task Report(AgentStatus status);

    /// <summary>
    /// A secret that opens one WebSocket within 30 s; null where there is no such session. Lost, and so refused, when
    /// the grain moves.
    /// </summary>
    [Alias("issue-ticket"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<string?> IssueTicket(WebSocketLogin login);

    /// <summary>
    /// The login that <see cref="IssueTicket"/> was called for, or null; at most once for each ticket.
    /// </summary>
    [Alias("redeem-ticket"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<WebSocketLogin?> RedeemTicket(string ticket);

    /// <summary>
    /// Subscribes, or renews the subscription, for 3 minutes, and says what there is to know at this moment: no event
    /// is both missing from the answer and not sent
    /// to the observer afterwards. Null where there is no such session.
    /// </summary>
    [Alias("watch"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<Subscription?> Subscribe(ISessionObserver observer, long since);

    [Alias("unwatch")]
    Task Unsubscribe(ISessionObserver observer);

    /// <summary>
    /// The events after <paramref name="since"/>, oldest first, at most <paramref name="limit"/> (1 to 500).
    /// </summary>
    [Alias("events"), ResponseTimeout(ResponseTimeouts.Short)]
    Task<ImmutableArray<SessionEvent>?> Events(long since, int limit);
}

/// <summary>The login that a WebSocket stands for.</summary>
[GenerateSerializer, Immutable, Alias("yudai.chat.websocket-login")]
public sealed record WebSocketLogin
{
    [Id(0)]
    public long UserId { get; init; }

    /// <summary>Id of the JWT (<c>jti</c>).</summary>
    [Id(1)]
    public string TokenId { get; init; } = "";

    [Id(2)]
    public DateTimeOffset ExpiresAt { get; init; }
}
