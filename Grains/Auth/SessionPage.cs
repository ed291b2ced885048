using System.Collections.Immutable;
using YudaiV3.Chat;
using YudaiV3.Storage;

namespace YudaiV3.Auth;

/// <summary>A page of a user's inactive sessions, as each was when its grain deactivated.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-sessions")]
internal sealed record SessionPage : ICataloguePage<SessionPage, Session>
{
    private const int Size = 32;

    [Id(0)]
    public ImmutableSortedDictionary<long, Session> Sessions { get; init; } =
        ImmutableSortedDictionary<long, Session>.Empty;

    ImmutableSortedDictionary<long, Session> ICataloguePage<SessionPage, Session>.Entries => Sessions;

    public static SessionPage Create(ImmutableSortedDictionary<long, Session> entries) => new() { Sessions = entries };

    public static string Name(long number) => $"user-sessions/{number}";

    public static long IndexOf(long place) => place / Size;
}
