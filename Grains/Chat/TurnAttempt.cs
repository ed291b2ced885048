namespace YudaiV3.Chat;

/// <summary>
/// The attempts at the first turn that is owed. An attempt is counted durably before the model is called, because the
/// call costs money and the process may end during it.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.chat-attempt")]
internal sealed record TurnAttempt
{
    /// <summary>A turn that was interrupted this often ends with an error message.</summary>
    public const int MaxCount = 10;

    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);

    /// <summary>Seq of the question.</summary>
    [Id(0)]
    public long Question { get; init; }

    /// <summary>Version of the answer, from 0.</summary>
    [Id(1)]
    public int Version { get; init; }

    /// <summary>From 1: the number of the attempt.</summary>
    [Id(2)]
    public int Count { get; init; }

    /// <summary>The attempt starts at this time or later.</summary>
    [Id(3)]
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>Identifies the activation that may use the attempt, once.</summary>
    [Id(4)]
    public long Activation { get; init; }

    public bool IsAt(long question, int version) => Question == question && Version == version;

    /// <summary>The attempt after this one. The second follows at once, each later one after twice the time.</summary>
    public TurnAttempt Next(long activation, DateTimeOffset now) =>
        this with
        {
            Count = Count + 1,
            NotBefore =
                Count < 2 ? now : now + Min(TimeSpan.FromSeconds(Math.Pow(2, Math.Min(Count - 2, 10))), MaxDelay),
            Activation = activation,
        };

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
