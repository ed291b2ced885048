using System.Collections.Immutable;
using Orleans.Placement;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Analyzes files for an ingest of a silo of the version before, which builds no packs. Stateless.
/// </summary>
[RandomPlacement]
[GrainType("analyzer")]
internal sealed class DependencyWorkerGrain : Grain, IDependencyWorker
{
    public Task<ImmutableArray<AnalyzedText>> Analyze(ImmutableArray<SourceText> batch) =>
        TextAnalyzer.Run<ImmutableArray<AnalyzedText>>(() =>
            [.. batch.Select(file => TextAnalyzer.Analyze(file.Hash, file.Language, file.Content))]
        );
}
