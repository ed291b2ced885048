using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Serialization;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.RepoIngest.Packs;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>The services of an ingest.</summary>
internal sealed record IngestServices(
    IRepositorySource Source,
    IngestRecords Records,
    IGrainFactory Grains,
    IngestLimits Limits,
    IngestSlots Slots,
    TimeProvider Time,
    Serializer<FileFacts> Facts
);

/// <summary>
/// One run of an ingest, outside any grain's scheduler: collects the source, has it analyzed, resolves and stores. It
/// can be repeated at any point and then only does what is missing.
/// </summary>
internal sealed class IngestRun(
    IngestServices services,
    IngestOrder order,
    int attempt,
    long reader,
    ProgressMeter meter
)
{
    private const string TooMany =
            "more imports and names than a repository may have: these files are without dependencies",
        TooManyInFile = "more imports and names than a file may have: these files are without dependencies";

    /// <summary>Characters of all declared names.</summary>
    private const int MaxNames = 10_000_000;

    /// <param name="finished">The finished ingests of all parts of the same repository, the newest first.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<IngestResult> Run(ImmutableArray<FinishedIngest> finished, CancellationToken cancellationToken)
    {
        var earlier = finished.FirstOrDefault();
        using var facts = new FileFactsStore(
            services.Records.Open(order.IngestId),
            order.IngestId,
            attempt,
            services.Facts
        );
        using var packs = new PackWriter(services, order, attempt);
        await packs.Open(earlier, finished.Where(ingest => ingest.Order.RepositoryId == order.RepositoryId).Take(1));
        var files = earlier is null || !packs.HasEarlierTexts ? [] : await services.Records.Files(earlier);
        await facts.Open(earlier?.Result.Facts ?? [], services.Records.Open);
        meter.Enter(IngestState.Downloading);
        var collector = new SourceCollector(order.Options, services.Limits, new KnownFiles(files, facts));
        await using (
            var dispatcher = new AnalysisDispatcher(
                Worker,
                services.Limits.InFlightBytes,
                Learn,
                services.Time,
                cancellationToken
            )
        )
            await TakeAll(collector, facts, packs, dispatcher, cancellationToken);
        await packs.Remove(collector.Finish());
        meter.Enter(IngestState.Resolving);
        var result = await Store(collector, facts, cancellationToken);
        await packs.Complete();
        return result;

        async Task Learn(FileRun run, PackedRun packed)
        {
            var storing = facts.Add(packed.Texts);
            if (packed is { Pack: { } pack, Filter: { } filter })
                await packs.Write(run.Name!, pack, filter);
            await storing;
            meter.Did(run.Files.Length);
        }
    }

    private IPackWorker Worker(int worker) =>
        services.Grains.GetGrain<IPackWorker>(FormattableString.Invariant($"packer/{order.IngestId}/{worker}"));

    private async Task TakeAll(
        SourceCollector collector,
        FileFactsStore facts,
        PackWriter packs,
        AnalysisDispatcher dispatcher,
        CancellationToken cancellationToken
    )
    {
        var cutter = new PackCutter();
        try
        {
            await foreach (var entry in services.Source.Read(order.Location, order.CommitSha, reader, dispatcher.End))
            {
                if (await collector.Add(entry, dispatcher.End) is { } file)
                {
                    meter.Found(file.Size);
                    foreach (var run in cutter.Add(file))
                        await TakeRun(run, facts, packs, dispatcher);
                }
                if (collector.IsOver)
                    break;
            }
            if (cutter.Take() is { } rest)
                await TakeRun(rest, facts, packs, dispatcher);
            meter.Enter(IngestState.Analyzing);
        }
        catch (OperationCanceledException)
            when (dispatcher.End.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A worker has failed, and says why.
        }
        await dispatcher.Done();
    }

    /// <summary>Sends what a pack needs that is not there yet, and the contents whose facts are unknown.</summary>
    private async Task TakeRun(
        IReadOnlyList<IngestedFile> files,
        FileFactsStore facts,
        PackWriter packs,
        AnalysisDispatcher dispatcher
    )
    {
        var name = await packs.Add(files);
        var run = ImmutableArray.CreateBuilder<RunFile>();
        foreach (var file in files)
        {
            var isNew = file.Content is not null && facts.IsNew(file.Hash, file.ScannedAs);
            if (!isNew && name is null)
                continue;
            run.Add(
                new()
                {
                    Path = file.Path,
                    Hash = file.Hash,
                    Size = file.Size,
                    Marks = file.Marks,
                    Language = file.ScannedAs,
                    Content = file.Content ?? (file.HasText ? await packs.ReadEarlier(file.Path) : null),
                    IsNew = isNew,
                }
            );
        }
        meter.Did(files.Count - run.Count);
        if (run.Count > 0)
            await dispatcher.Send(new FileRun { Files = run.ToImmutable(), Name = name });
    }

    private async Task<IngestResult> Store(
        SourceCollector collector,
        FileFactsStore facts,
        CancellationToken cancellationToken
    )
    {
        var read = collector.Files.OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        if (read.Length == 0 && order.Options.Path is { } part)
            throw new NotFoundException($"There is nothing at {part} in this commit.");
        var budget = new ResolutionBudget(cancellationToken);
        var sources = read.Where(file => file.ScannedAs is not null)
            .Select(file => (file.Path, Language: file.ScannedAs!.Value, Known: Known(file)))
            .Where(file => file.Known is { IsLeftOut: false })
            .Select(file => new SourceFile(file.Path, file.Language, file.Known!.Read));
        var dependencies = Resolver.Resolve(
            new RepositoryMap(
                read.Where(file => file.IsRegular).Select(file => file.Path),
                sources,
                collector.Manifests
            ),
            budget
        );
        var maxNamesLength = Math.Min(DeclaredNames.MaxLength, MaxNames / Math.Max(1, read.Length));
        var completing = facts.Complete(
            read.Where(file => file.Hash.Length > 0).Select(file => (file.Hash, file.ScannedAs))
        );
        var (fileRecords, dependencyRecords) = await services.Records.Write(
            order.IngestId,
            attempt,
            read.Select(file => file.InTree(Known(file), maxNamesLength)),
            dependencies,
            cancellationToken
        );
        var places = await completing;
        collector.LeaveOut(TooMany, facts.LeftOut);
        collector.LeaveOut(TooManyInFile, read.Count(file => Known(file) is { IsCut: true }));
        foreach (var (reason, files) in budget.Cuts)
            collector.LeaveOut(reason, files);
        return new()
        {
            Files = read.Length,
            Tokens = read.Sum(file => (long)(Known(file)?.Tokens ?? 0)),
            Bytes = collector.Bytes,
            FileRecords = fileRecords,
            DependencyRecords = dependencyRecords,
            Truncated = collector.Skipped.Count > 0,
            Skipped =
            [
                .. collector.Skipped.Select(skipped => new SkippedFiles
                {
                    Reason = skipped.Key,
                    Count = skipped.Value,
                }),
            ],
            Attempt = attempt,
            CreatedAt = services.Time.GetUtcNow(),
            Facts = places,
            Analyzed = facts.Analyzed,
        };

        // An earlier ingest may have read what is too large for this one.
        PackedFacts? Known(IngestedFile file) =>
            file.Marks.HasFlag(FileMarks.TooLarge) ? null : facts.Find(file.Hash, file.ScannedAs);
    }
}
