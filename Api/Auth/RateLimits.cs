using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using YudaiV3.Api.Web;
using YudaiV3.ServiceDefaults;

namespace YudaiV3.Api.Auth;

/// <summary>The rate limits per minute of a user or an address. Every Api node counts alone.</summary>
/// <remarks>
/// The framework's middleware does not serve here: it sees only HTTP requests, but messages also arrive on WebSockets,
/// and an invalid request must not count.
/// </remarks>
internal sealed class RateLimits(int chat, int ingest, int signIn) : IDisposable
{
    private readonly PartitionedRateLimiter<long> _chat = Limiter<long>(chat);
    private readonly PartitionedRateLimiter<long> _ingest = Limiter<long>(ingest);
    private readonly PartitionedRateLimiter<IPAddress> _signIn = Limiter<IPAddress>(signIn);
    private readonly PartitionedRateLimiter<long> _logins = Limiter<long>(signIn);

    /// <exception cref="SettingException">A limit is not a whole number of 0 or more.</exception>
    public static RateLimits From(IConfiguration configuration) =>
        new(
            Number(configuration, "RATE_LIMIT_CHAT", 300),
            Number(configuration, "RATE_LIMIT_INGEST", 30),
            Number(configuration, "RATE_LIMIT_SIGN_IN", 60)
        );

    /// <summary>Counts a message that a user sends.</summary>
    /// <exception cref="TooManyRequestsException">The limit is exceeded.</exception>
    public void CountMessage(long userId) => Take(_chat, userId);

    /// <summary>Counts an ingest that a user requests.</summary>
    /// <exception cref="TooManyRequestsException">The limit is exceeded.</exception>
    public void CountIngest(long userId) => Take(_ingest, userId);

    /// <summary>Counts an attempt to sign in from an address; an IPv6 network counts as one.</summary>
    /// <exception cref="TooManyRequestsException">The limit is exceeded.</exception>
    public void CountSignIn(IPAddress address) => Take(_signIn, Network(address));

    /// <summary>Checks the limit of <see cref="CountSignIn"/> without counting.</summary>
    /// <exception cref="TooManyRequestsException">The limit is exceeded.</exception>
    public void CheckSignIn(IPAddress address) => Take(_signIn, Network(address), permits: 0);

    /// <summary>Counts a change of a user's logins: a refresh, a logout. The limit is that of sign-ins.</summary>
    /// <exception cref="TooManyRequestsException">The limit is exceeded.</exception>
    public void CountLoginChange(long userId) => Take(_logins, userId);

    public void Dispose()
    {
        _logins.Dispose();
        _chat.Dispose();
        _ingest.Dispose();
        _signIn.Dispose();
    }

    private static void Take<T>(PartitionedRateLimiter<T> limiter, T key, int permits = 1)
    {
        using var lease = limiter.AttemptAcquire(key, permits);
        if (!lease.IsAcquired)
            throw new TooManyRequestsException(
                lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1)
            );
    }

    private static PartitionedRateLimiter<T> Limiter<T>(int limit)
        where T : notnull =>
        PartitionedRateLimiter.Create<T, T>(key =>
            limit == 0
                ? RateLimitPartition.GetNoLimiter(key)
                : RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = limit,
                    Window = TimeSpan.FromMinutes(1),
                    QueueLimit = 0,
                })
        );

    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }

    private static int Number(IConfiguration configuration, string variable, int defaultLimit) =>
        configuration[variable] is not { Length: > 0 } text ? defaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new SettingException(variable, "is not a whole number of 0 or more");
}
