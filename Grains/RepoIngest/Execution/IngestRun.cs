using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Serialization;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>What an ingest works with.</summary>
internal sealed record IngestServices(
    IRepositorySource Source,
    IngestRecords Records,
    IGrainFactory Grains,
    IngestLimits Limits,
    TimeProvider Time,
    Serializer<FileFacts> Facts
);

/// <summary>
/// One go at an ingest, off any grain's scheduler: takes in the source, has it read, resolves and stores. It may be
/// made again at any point, and then does only what is missing.
/// </summary>
internal sealed class IngestRun(IngestServices tools, IngestOrder order, int attempt, long reader, ProgressMeter meter)
{
    private const string TooMany =
        "more imports and names than a repository may have: these files are without dependencies";

    /// <summary>Dependencies of all kinds, and characters of all declared names.</summary>
    private const int MaxFindings = 1_500_000,
        MaxNames = 10_000_000;

    /// <param name="earlier">The newest finished ingest of the same repository, of whatever part of it.</param>
    public async Task<IngestResult> Run(FinishedIngest? earlier, CancellationToken cancellationToken)
    {
        using var facts = new FileFactsStore(tools.Records.Open(order.IngestId), order.IngestId, attempt, tools.Facts);
        var files = earlier is null ? Task.FromResult(Enumerable.Empty<TreeFile>()) : tools.Records.Files(earlier);
        await facts.Open(earlier?.Result.Facts ?? [], tools.Records.Open);
        meter.Enter(IngestState.Downloading);
        var intake = new Intake(order.Options, tools.Limits, new KnownFiles(await files, facts));
        await using (
            var lanes = new AnalysisDispatcher(Worker, tools.Limits.InFlightBytes, Learn, tools.Time, cancellationToken)
        )
            await TakeAll(intake, facts, lanes, cancellationToken);
        meter.Enter(IngestState.Resolving);
        return await Store(intake, facts);

        async Task Learn(ImmutableArray<AnalyzedText> texts)
        {
            await facts.Add(texts);
            meter.Did(texts.Length);
        }
    }

    private IDependencyWorker Worker(int lane) =>
        tools.Grains.GetGrain<IDependencyWorker>(FormattableString.Invariant($"analyzer/{order.IngestId}/{lane}"));

    private async Task TakeAll(
        Intake intake,
        FileFactsStore facts,
        AnalysisDispatcher lanes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await foreach (var entry in tools.Source.Read(order.Location, order.CommitSha, reader, lanes.End))
            {
                if (await intake.Take(entry, lanes.End) is { } file)
                    await TakeOne(file, facts, lanes);
                if (intake.IsOver)
                    break;
            }
            meter.Enter(IngestState.Analyzing);
        }
        catch (OperationCanceledException)
            when (lanes.End.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A lane has failed, and says why.
        }
        await lanes.Done();
        intake.Finish();
    }

    private async Task TakeOne(IngestedFile file, FileFactsStore facts, AnalysisDispatcher lanes)
    {
        meter.Found(file.Size);
        var language = file.ScannedAs;
        if (file.Content is { } content && facts.IsNew(file.Hash, language))
            await lanes.Send(
                new SourceText
                {
                    Hash = file.Hash,
                    Language = language,
                    Content = content,
                }
            );
        else
            meter.Did(1);
    }

    private async Task<IngestResult> Store(Intake intake, FileFactsStore facts)
    {
        var read = intake.Files.OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        if (read.Length == 0 && order.Options.Path is { } part)
            throw new NotFoundException($"There is nothing at {part} in this commit.");
        var unresolved = 0;
        var sources = read.Where(file => file.ScannedAs is not null)
            .Select(file => (file.Path, Language: file.ScannedAs!.Value, Known: Known(file)))
            .Where(file => file.Known is { IsLeftOut: false })
            .Select(file => new SourceFile(file.Path, file.Language, file.Known!.Read));
        var dependencies = Resolver.Resolve(
            new RepositoryMap(read.Where(file => file.IsRegular).Select(file => file.Path), sources, intake.Manifests),
            MaxFindings,
            () => unresolved++
        );
        var longestNames = Math.Min(DeclaredNames.MaxLength, MaxNames / Math.Max(1, read.Length));
        var sealing = facts.Seal(read.Where(file => file.Hash.Length > 0).Select(file => (file.Hash, file.ScannedAs)));
        var (fileRecords, dependencyRecords) = await tools.Records.Write(
            order.IngestId,
            attempt,
            read.Select(file => file.InTree(Known(file), longestNames)),
            dependencies
        );
        var places = await sealing;
        intake.LeaveOut(TooMany, facts.LeftOut + unresolved);
        return new()
        {
            Files = read.Length,
            Tokens = read.Sum(file => (long)(Known(file)?.Tokens ?? 0)),
            Bytes = intake.Bytes,
            FileRecords = fileRecords,
            DependencyRecords = dependencyRecords,
            Truncated = intake.Skipped.Count > 0,
            Skipped =
            [
                .. intake.Skipped.Select(skipped => new SkippedFiles { Reason = skipped.Key, Count = skipped.Value }),
            ],
            Attempt = attempt,
            CreatedAt = tools.Time.GetUtcNow(),
            Facts = places,
            Analyzed = facts.Analyzed,
        };

        PackedFacts? Known(IngestedFile file) => facts.Find(file.Hash, file.ScannedAs);
    }
}
