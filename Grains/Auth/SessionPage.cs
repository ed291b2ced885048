using System.Collections.Immutable;
using YudaiV3.Chat;

namespace YudaiV3.Auth;

/// <summary>
/// Some sessions of a user as they were when they went to rest; a record of its own, so that leaving one costs the same
/// for a user of any number of sessions.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-sessions")]
internal sealed record SessionPage
{
    public const int Size = 32;

    [Id(0)]
    public ImmutableSortedDictionary<long, Session> Sessions { get; init; } =
        ImmutableSortedDictionary<long, Session>.Empty;

    public static string Name(long number) => $"user-sessions/{number}";

    public static long IndexOf(long place) => place / Size;
}
