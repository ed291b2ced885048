using System.Collections.Immutable;
using Orleans.Serialization;
using YudaiV3.RepoIngest.Scan;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Running;

/// <summary>
/// What contents say, by their hash: what earlier ingests found out, and what this one does, which it writes down as it goes. Safe from any thread.
/// </summary>
internal sealed class FactsBook(GrainRecords own, string ingestId, int attempt, Serializer<FileFacts> serializer) : IDisposable
{
    /// <summary>From so many places on the facts are gathered in one again.</summary>
    private const int MostPlaces = 8;

    /// <summary>Of all packed facts, and how many names they may declare: more than a silo has memory for is left out, and said.</summary>
    private const long MostBytes = 30_000_000;
    private const int MostDeclared = 250_000, PiecesAtOnce = 16;

    private readonly Dictionary<(string Hash, SourceLanguage? Language), KnownFacts?> _known = []; // null for what was asked for and is still being read
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ImmutableArray<AnalyzedText>.Builder _unwritten = ImmutableArray.CreateBuilder<AnalyzedText>();
    private ImmutableArray<FactsPlace> _places = [];
    private int _weight, _records, _declared;
    private long _bytes;

    /// <summary>How many contents this ingest had to read.</summary>
    public int Analyzed { get; private set; }

    /// <summary>Contents whose facts are left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Reads what is known: from an earlier ingest, and from this one before it was interrupted.</summary>
    public async Task Open(ImmutableArray<FactsPlace> earlier, Func<string, GrainRecords> recordsOf)
    {
        _places = [.. earlier.Where(place => place.Version == IngestOrder.Version)];
        var pieces = _places.SelectMany(place => Enumerable.Range(0, place.Records).Select(number => (Place: place, Number: number)));
        foreach (var some in pieces.Chunk(PiecesAtOnce))
            foreach (var piece in await GrainRecords.Each(some, piece => recordsOf(piece.Place.IngestId).Read<FactsPiece>(FactsPiece.Name(piece.Place.Attempt, piece.Number))))
                Know(piece?.Texts ?? []);
        while (await own.Read<FactsPiece>(FactsPiece.Name(attempt, _records)) is { } piece)
        {
            Know(piece.Texts);
            Analyzed += piece.Texts.Length;
            _records++;
        }
    }

    public KnownFacts? Find(string hash, SourceLanguage? language)
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
                if ((_weight += Weight(text)) >= FactsPiece.Weight)
                    await Write();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes the rest, and tells where all facts are that <paramref name="used"/> contents have.</summary>
    public async Task<ImmutableArray<FactsPlace>> Seal(IEnumerable<(string Hash, SourceLanguage? Language)> used)
    {
        await Write();
        if (_places.Length < MostPlaces)
            return _records == 0 ? _places : _places.Add(Own());
        // A gathering that was interrupted goes on in further records: what is there twice says the same.
        foreach (var (hash, language) in used.Distinct())
        {
            if (Find(hash, language) is not { IsLeftOut: false } known)
                continue;
            var text = new AnalyzedText { Hash = hash, Language = language, Tokens = known.Tokens, Names = known.Names, Facts = known.Read() };
            _unwritten.Add(text);
            if ((_weight += Weight(text)) >= FactsPiece.Weight)
                await Write();
        }
        await Write();
        return [Own()];
    }

    public void Dispose() => _writing.Dispose();

    private FactsPlace Own() => new() { IngestId = ingestId, Attempt = attempt, Records = _records, Version = IngestOrder.Version };

    private static int Weight(AnalyzedText text) => 2 + text.Facts.Imports.Length * 2 + text.Facts.Scopes.Length + text.Facts.Declarations.Length + text.Facts.Uses.Length
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

    private KnownFacts Pack(AnalyzedText text)
    {
        var declared = _declared + text.Facts.Declarations.Length;
        if (declared <= MostDeclared && new KnownFacts(text, serializer) is var facts && _bytes + facts.Bytes <= MostBytes)
        {
            (_bytes, _declared) = (_bytes + facts.Bytes, declared);
            return facts;
        }
        LeftOut++;
        return new KnownFacts(text, null);
    }

    private async Task Write()
    {
        if (_unwritten.Count == 0)
            return;
        await own.WriteOnce(FactsPiece.Name(attempt, _records++), new FactsPiece { Texts = _unwritten.DrainToImmutable() });
        _weight = 0;
    }
}
