namespace YudaiV3.Issues;

/// <summary>Statistics of the issues of one or more pages.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.user-issues-figures")]
internal sealed record PageStatistics
{
    [Id(0)]
    public int Pending { get; init; }

    [Id(1)]
    public int Processing { get; init; }

    [Id(2)]
    public int Completed { get; init; }

    [Id(3)]
    public int Failed { get; init; }

    [Id(4)]
    public int WithSession { get; init; }

    [Id(5)]
    public int Timed { get; init; }

    [Id(6)]
    public double Time { get; init; }

    public PageStatistics Plus(PageStatistics other, int times = 1) =>
        new()
        {
            Pending = Pending + (other.Pending * times),
            Processing = Processing + (other.Processing * times),
            Completed = Completed + (other.Completed * times),
            Failed = Failed + (other.Failed * times),
            WithSession = WithSession + (other.WithSession * times),
            Timed = Timed + (other.Timed * times),
            Time = Time + (other.Time * times),
        };
}
