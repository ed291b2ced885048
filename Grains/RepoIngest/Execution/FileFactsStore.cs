using System.Collections.Immutable;
using Orleans.Serialization;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The facts of contents by their hash, from earlier ingests and from this one. Writes new facts as they arrive.
/// Thread-safe.
/// </summary>
internal sealed class FileFactsStore(GrainRecords own, string ingestId, int attempt, Serializer<FileFacts> serializer)
    : IDisposable
{
    /// <summary>With this many locations the facts are written to a new one.</summary>
    private const int MaxLocations = 8;

    /// <summary>
    /// The maximum size of all packed facts. More would not fit into the memory of a silo and is left out.
    /// </summary>
    private const long MaxBytes = 30_000_000;
    private const int MaxDeclared = 250_000,
        SegmentsAtOnce = 16;

    private readonly PackedFactsSet _facts = new(serializer, MaxBytes, MaxDeclared);
    private readonly HashSet<ContentKey> _analyzing = [];
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ImmutableArray<AnalyzedText>.Builder _unwritten = ImmutableArray.CreateBuilder<AnalyzedText>();
    private ImmutableArray<FactsLocation> _locations = [];
    private int _weight,
        _records;

    /// <summary>The number of contents that this ingest had to read.</summary>
    public int Analyzed { get; private set; }

    /// <summary>The number of contents whose facts are left out.</summary>
    public int LeftOut => _facts.LeftOut;

    /// <summary>Reads the facts of an earlier ingest and those that this one wrote before an interruption.</summary>
    public async Task Open(ImmutableArray<FactsLocation> earlier, Func<string, GrainRecords> recordsOf)
    {
        _locations = [.. earlier.Where(location => location.Version == IngestOrder.Version)];
        var segments = _locations.SelectMany(location =>
            Enumerable.Range(0, location.Records).Select(number => (Location: location, Number: number))
        );
        foreach (var some in segments.Chunk(SegmentsAtOnce))
        {
            foreach (
                var segment in await GrainRecords.Each(some, segment =>
                    recordsOf(segment.Location.IngestId)
                        .Read<FactsSegment>(FactsSegment.Name(segment.Location.Attempt, segment.Number))
                )
            )
                Remember(segment?.Texts ?? [], used: false);
        }
        while (await own.Read<FactsSegment>(FactsSegment.Name(attempt, _records)) is { } segment)
        {
            Remember(segment.Texts, used: false);
            Analyzed += segment.Texts.Length;
            _records++;
        }
    }

    public PackedFacts? Find(string hash, SourceLanguage? language)
    {
        lock (_lock)
            return _facts.Find(new(hash, language));
    }

    /// <summary>Says that a content is part of this ingest, if it is known.</summary>
    public bool TryUse(string hash, SourceLanguage? language)
    {
        lock (_lock)
            return _facts.Use(new(hash, language));
    }

    /// <summary>Says that a content is part of this ingest.</summary>
    /// <returns>Whether it must be analyzed: true only for the first call with an unknown content.</returns>
    public bool IsNew(string hash, SourceLanguage? language)
    {
        var key = new ContentKey(hash, language);
        lock (_lock)
            return !_facts.Use(key) && _analyzing.Add(key);
    }

    public async Task Add(ImmutableArray<AnalyzedText> texts)
    {
        await _writing.WaitAsync();
        try
        {
            Remember(texts, used: true);
            Analyzed += texts.Length;
            foreach (var text in texts)
            {
                _unwritten.Add(text);
                if ((_weight += Weight(text)) >= FactsSegment.Weight)
                    await Write();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes the rest and returns where the facts of all <paramref name="used"/> contents are.</summary>
    public async Task<ImmutableArray<FactsLocation>> Complete(IEnumerable<(string Hash, SourceLanguage? Language)> used)
    {
        await Write();
        if (_locations.Length < MaxLocations)
            return _records == 0 ? _locations : _locations.Add(Own());
        // After an interruption, rewriting continues in further records. Duplicates are equal.
        foreach (var (hash, language) in used.Distinct())
        {
            if (Find(hash, language) is not { IsLeftOut: false } known)
                continue;
            var text = new AnalyzedText
            {
                Hash = hash,
                Language = language,
                Tokens = known.Tokens,
                Names = known.Names,
                Facts = known.Read(),
            };
            _unwritten.Add(text);
            if ((_weight += Weight(text)) >= FactsSegment.Weight)
                await Write();
        }
        await Write();
        return [Own()];
    }

    public void Dispose() => _writing.Dispose();

    private FactsLocation Own() =>
        new()
        {
            IngestId = ingestId,
            Attempt = attempt,
            Records = _records,
            Version = IngestOrder.Version,
        };

    private static int Weight(AnalyzedText text) =>
        2
        + text.Facts.Imports.Length * 2
        + text.Facts.Scopes.Length
        + text.Facts.Declarations.Length
        + text.Facts.Uses.Length
        + (text.Names.Length + (text.Facts.Conditional?.Packed.Length ?? 0)) / 40;

    private void Remember(ImmutableArray<AnalyzedText> texts, bool used)
    {
        foreach (var text in texts)
        {
            var key = new ContentKey(text.Hash, text.Language);
            lock (_lock)
                if (used)
                    _facts.AddUsed(key, text);
                else
                    _facts.AddKnown(key, text);
        }
    }

    private async Task Write()
    {
        if (_unwritten.Count == 0)
            return;
        await own.WriteOnce(
            FactsSegment.Name(attempt, _records++),
            new FactsSegment { Texts = _unwritten.DrainToImmutable() }
        );
        _weight = 0;
    }
}
