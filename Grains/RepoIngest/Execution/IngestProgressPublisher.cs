using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Publishes the progress of an ingest to the sessions of its requesters on its repository and branch. Only the newest
/// progress counts, and nobody waits for it. For one grain.
/// </summary>
internal sealed partial class IngestProgressPublisher(IGrainFactory grains, TimeProvider time, ILogger log)
{
    private const int MaxSessions = 50;
    private static readonly TimeSpan SessionsLifetime = TimeSpan.FromSeconds(3);

    private (IngestHead Head, IngestStatus Status)? _next;
    private ImmutableArray<string> _sessions = [];
    private DateTimeOffset _sessionsReadAt;
    private Task _publishing = Task.CompletedTask;

    public void Publish(IngestHead head, IngestStatus status)
    {
        _next = (head, status);
        if (_publishing.IsCompleted)
            _publishing = PublishAll();
    }

    private async Task PublishAll()
    {
        while (_next is var (head, status))
        {
            _next = null;
            var location = head.Order!.Location;
            foreach (var session in await Sessions(head))
                await grains
                    .GetGrain<ISessionNotifications>(session)
                    .Publish(
                        new IngestFrame
                        {
                            Repository = $"{location.Owner}/{location.Name}",
                            Branch = head.Order.Branch,
                            Status = status,
                        }
                    );
        }
    }

    private async Task<ImmutableArray<string>> Sessions(IngestHead head)
    {
        if (time.GetUtcNow() - _sessionsReadAt < SessionsLifetime)
            return _sessions;
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var user in head.Askers)
            try
            {
                foreach (var (owner, name) in head.Order!.Location.SessionNames)
                    found.AddRange(await Sessions(user, owner, name, head.Order.Branch));
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or UnavailableException)
            {
                LogNotPublished(log, exception, user);
            }
        _sessionsReadAt = time.GetUtcNow();
        return _sessions = found.ToImmutable();
    }

    private async Task<IEnumerable<string>> Sessions(long user, string owner, string name, string branch)
    {
        var filter = new SessionFilter
        {
            RepoOwner = owner,
            RepoName = name,
            Limit = MaxSessions,
        };
        return (await grains.User(user).Sessions(filter))
            .Where(session => session.RepoBranch == branch)
            .Select(session => ChatSessionKey.Create(user, session.SessionId));
    }

    [LoggerMessage(
        LogLevel.Information,
        "The progress of an ingest could not be published to the sessions of user {User}."
    )]
    private static partial void LogNotPublished(ILogger log, Exception exception, long user);
}
