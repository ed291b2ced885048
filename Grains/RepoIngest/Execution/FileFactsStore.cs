using System.Collections.Immutable;
using Orleans.Serialization;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// What contents say, by their hash: what earlier ingests found out, and what this one does, which it writes down as it
/// goes. Safe from any thread.
/// </summary>
internal sealed class FileFactsStore(GrainRecords own, string ingestId, int attempt, Serializer<FileFacts> serializer)
    : IDisposable
{
    /// <summary>From so many places on the facts are gathered in one again.</summary>
    private const int MaxLocations = 8;

    /// <summary>
    /// Of all packed facts, and how many names they may declare: more than a silo has memory for is left out, and said.
    /// </summary>
    private const long MaxBytes = 30_000_000;
    private const int MaxDeclared = 250_000,
        PiecesAtOnce = 16;

    // null for what was asked for and is still being read
    private readonly Dictionary<(string Hash, SourceLanguage? Language), PackedFacts?> _known = [];
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ImmutableArray<AnalyzedText>.Builder _unwritten = ImmutableArray.CreateBuilder<AnalyzedText>();
    private ImmutableArray<FactsLocation> _places = [];
    private int _weight,
        _records,
        _declared;
    private long _bytes;

    /// <summary>How many contents this ingest had to read.</summary>
    public int Analyzed { get; private set; }

    /// <summary>Contents whose facts are left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Reads what is known: from an earlier ingest, and from this one before it was interrupted.</summary>
    public async Task Open(ImmutableArray<FactsLocation> earlier, Func<string, GrainRecords> recordsOf)
    {
        _places = [.. earlier.Where(place => place.Version == IngestOrder.Version)];
        var pieces = _places.SelectMany(place =>
            Enumerable.Range(0, place.Records).Select(number => (Place: place, Number: number))
        );
        foreach (var some in pieces.Chunk(PiecesAtOnce))
        foreach (
            var piece in await GrainRecords.Each(some, piece =>
                recordsOf(piece.Place.IngestId).Read<FactsSegment>(FactsSegment.Name(piece.Place.Attempt, piece.Number))
            )
        )
            Know(piece?.Texts ?? []);
        while (await own.Read<FactsSegment>(FactsSegment.Name(attempt, _records)) is { } piece)
        {
            Know(piece.Texts);
            Analyzed += piece.Texts.Length;
            _records++;
        }
    }

    public PackedFacts? Find(string hash, SourceLanguage? language)
    {
        lock (_lock)
            return _known.GetValueOrDefault((hash, language));
    }

    /// <summary>True for the first who asks for what is not known.</summary>
    public bool IsNew(string hash, SourceLanguage? language)
    {
        lock (_lock)
            return _known.TryAdd((hash, language), null);
    }

    public async Task Add(ImmutableArray<AnalyzedText> texts)
    {
        await _writing.WaitAsync();
        try
        {
            Know(texts);
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

    /// <summary>Writes the rest, and tells where all facts are that <paramref name="used"/> contents have.</summary>
    public async Task<ImmutableArray<FactsLocation>> Seal(IEnumerable<(string Hash, SourceLanguage? Language)> used)
    {
        await Write();
        if (_places.Length < MaxLocations)
            return _records == 0 ? _places : _places.Add(Own());
        // A gathering that was interrupted goes on in further records: what is there twice says the same.
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

    private void Know(ImmutableArray<AnalyzedText> texts)
    {
        foreach (var text in texts)
        {
            if (Find(text.Hash, text.Language) is not null)
                continue;
            var facts = Pack(text);
            lock (_lock)
                _known[(text.Hash, text.Language)] = facts;
        }
    }

    private PackedFacts Pack(AnalyzedText text)
    {
        var declared = _declared + text.Facts.Declarations.Length;
        if (
            declared <= MaxDeclared
            && new PackedFacts(text, serializer) is var facts
            && _bytes + facts.Bytes <= MaxBytes
        )
        {
            (_bytes, _declared) = (_bytes + facts.Bytes, declared);
            return facts;
        }
        LeftOut++;
        return new PackedFacts(text, null);
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
