using YudaiV3.Auth;

namespace YudaiV3.Api.Auth;

/// <summary>What this node knows of a login.</summary>
internal sealed class KnownLogin(string id, DateTimeOffset? issuedAt)
{
    private const int Unknown = 0,
        Alive = 1,
        Ended = 2;

    private int _state,
        _wasUsed;

    /// <summary>Null until the grain was asked about it. What has ended never lives again.</summary>
    public bool? HasEnded => Volatile.Read(ref _state) is var state && state == Unknown ? null : state == Ended;

    public void Use() => Volatile.Write(ref _wasUsed, 1);

    public void MarkAlive() => Interlocked.CompareExchange(ref _state, Alive, Unknown);

    public void MarkEnded() => Volatile.Write(ref _state, Ended);

    /// <summary>What the grain is asked. Its use is reported once.</summary>
    public LoginReference ToReference() =>
        new()
        {
            Id = id,
            IssuedAt = issuedAt,
            WasUsed = Interlocked.Exchange(ref _wasUsed, 0) == 1,
        };
}
