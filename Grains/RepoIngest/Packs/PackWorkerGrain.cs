using System.Collections.Immutable;
using Orleans.Placement;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>Builds packs and analyzes contents for an ingest. Stateless.</summary>
[RandomPlacement]
[GrainType("packworker")]
internal sealed class PackWorkerGrain : Grain, IPackWorker
{
    public Task<PackedRun> Pack(FileRun run) =>
        TextAnalyzer.Run(() =>
        {
            var (pack, filter) = run.Name is null ? default : PackBuilder.Build(run.Files);
            return new PackedRun
            {
                Texts =
                [
                    .. run
                        .Files.Where(file => file is { IsNew: true, Content: not null })
                        .Select(file => TextAnalyzer.Analyze(file.Hash, file.Language, file.Content!)),
                ],
                Pack = pack,
                Filter = filter,
            };
        });
}
