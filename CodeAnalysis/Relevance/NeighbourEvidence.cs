namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>What its neighbours in the dependency graph say about each file.</summary>
internal sealed record NeighbourEvidence
{
    /// <summary>How many files depend on it, on a logarithmic scale.</summary>
    public required double[] DependedOn { get; init; }

    /// <summary>The best score of a file other than a test that depends on it.</summary>
    public required double[] UsedByHit { get; init; }

    /// <summary>That file, or -1.</summary>
    public required int[] User { get; init; }

    /// <summary>The best score of a test that depends on it; a test of few files says more about each.</summary>
    public required double[] Tested { get; init; }

    /// <summary>That test, or -1.</summary>
    public required int[] Test { get; init; }

    public static NeighbourEvidence Create(CommitIndex index, double[] hits)
    {
        var evidence = new NeighbourEvidence
        {
            DependedOn = new double[index.Count],
            UsedByHit = new double[index.Count],
            User = new int[index.Count],
            Tested = new double[index.Count],
            Test = new int[index.Count],
        };
        for (var file = 0; file < index.Count; file++)
            evidence.Read(index, file, hits);
        return evidence;
    }

    private void Read(CommitIndex index, int file, double[] hits)
    {
        (User[file], Test[file]) = (-1, -1);
        var dependents = index.Neighbours.Dependents(file);
        DependedOn[file] = Math.Log(1 + dependents.Length);
        foreach (var dependent in dependents)
            if (index.File(dependent).Category != FileCategory.Tests)
            {
                if (hits[dependent] * index.Priors[dependent] is var score && score > UsedByHit[file])
                    (UsedByHit[file], User[file]) = (score, dependent);
            }
            else if (
                hits[dependent] / Math.Sqrt(index.Neighbours.Dependencies(dependent).Length) is var score
                && score > Tested[file]
            )
                (Tested[file], Test[file]) = (score, dependent);
    }
}
