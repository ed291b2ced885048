namespace YudaiV3.Bench;

/// <summary>Measures some figures beside their floors. It starts what it needs and stops it.</summary>
internal interface IBenchmark
{
    /// <summary>The word by which it is asked for; several may share one.</summary>
    string Part { get; }

    /// <summary>What it measures, in a few words.</summary>
    string About { get; }

    Task Run(Report report);
}
