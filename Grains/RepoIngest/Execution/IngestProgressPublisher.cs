using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using YudaiV3.Auth;
using YudaiV3.Chat;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Tells the sessions of those who asked for an ingest, on its repository and branch, how far it has come. Only the
/// newest news count; nobody waits for them. For one grain.
/// </summary>
internal sealed partial class IngestProgressPublisher(IGrainFactory grains, TimeProvider time, ILogger log)
{
    private const int MaxSessions = 50;
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(3);

    private (IngestHead Head, IngestStatus Status)? _next;
    private ImmutableArray<string> _sessions = [];
    private DateTimeOffset _known;
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
        if (time.GetUtcNow() - _known < KnownFor)
            return _sessions;
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var user in head.Askers)
            try
            {
                var filter = new SessionFilter
                {
                    RepoOwner = head.Order!.Location.Owner,
                    RepoName = head.Order.Location.Name,
                    Limit = MaxSessions,
                };
                found.AddRange(
                    (await grains.User(user).Sessions(filter))
                        .Where(session => session.RepoBranch == head.Order.Branch)
                        .Select(session => ChatSessionKey.Create(user, session.SessionId))
                );
            }
            catch (Exception fault) when (fault is OrleansException or TimeoutException or UnavailableException)
            {
                LogNotPublished(log, fault, user);
            }
        _known = time.GetUtcNow();
        return _sessions = found.ToImmutable();
    }

    [LoggerMessage(LogLevel.Information, "The sessions of user {User} are not told of an ingest just now.")]
    private static partial void LogNotPublished(ILogger log, Exception fault, long user);
}
