namespace YudaiV3.Bench;

/// <summary>Measures values and their floors. It starts the processes that it needs and stops them.</summary>
internal interface IBenchmark
{
    /// <summary>The argument that selects the benchmark. Several may share one.</summary>
    string Part { get; }

    /// <summary>A short description.</summary>
    string About { get; }

    Task Run(Report report);
}
