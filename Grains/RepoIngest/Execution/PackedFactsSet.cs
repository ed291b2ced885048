using Orleans.Serialization;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The packed facts of contents within a bound of memory. Which contents lose their facts depends on the contents that
/// are used and on nothing else: not on the order in which workers answer, nor on what earlier ingests knew. Not
/// thread-safe.
/// </summary>
internal sealed class PackedFactsSet(Serializer<FileFacts> serializer, long maxBytes, int maxDeclared)
{
    private readonly Dictionary<ContentKey, PackedFacts> _all = [];

    /// <summary>The contents with facts: those that are in use, and those of earlier ingests that may never be.</summary>
    private readonly SortedSet<ContentKey> _used = new(),
        _unused = new();

    /// <summary>From here on no used content keeps its facts.</summary>
    private ContentKey? _cut;
    private long _bytes;
    private int _declared;

    /// <summary>The number of used contents whose facts are left out.</summary>
    public int LeftOut { get; private set; }

    public PackedFacts? Find(ContentKey key) => _all.GetValueOrDefault(key);

    /// <summary>Adds what an earlier ingest or an interrupted run knew. It makes room for what is used.</summary>
    public void AddKnown(ContentKey key, AnalyzedText text)
    {
        if (_all.ContainsKey(key))
            return;
        Keep(key, new PackedFacts(text, serializer), _unused);
        MakeRoom();
    }

    /// <summary>Adds the facts of a content that is used.</summary>
    public void AddUsed(ContentKey key, AnalyzedText text)
    {
        if (_all.ContainsKey(key))
        {
            Use(key);
            return;
        }
        Keep(key, new PackedFacts(text, serializer), _used);
        MakeRoom();
    }

    /// <summary>Says that a content is used.</summary>
    /// <returns>Whether it is known.</returns>
    public bool Use(ContentKey key)
    {
        if (_unused.Remove(key))
        {
            _used.Add(key);
            MakeRoom();
        }
        return _all.ContainsKey(key);
    }

    private void Keep(ContentKey key, PackedFacts facts, SortedSet<ContentKey> among)
    {
        _all[key] = facts;
        among.Add(key);
        (_bytes, _declared) = (_bytes + facts.Bytes, _declared + facts.Declared);
    }

    /// <summary>
    /// First the unused go: they are analyzed again if they are needed after all. Then the used ones from the end of
    /// their order, and never one before the cut, so that what is left is always the same beginning.
    /// </summary>
    private void MakeRoom()
    {
        while (IsOver && _unused.Count > 0)
            Forget(_unused.Max);
        while (_used.Count > 0 && (IsOver || _cut is { } cut && _used.Max.CompareTo(cut) >= 0))
            LeaveOut(_used.Max);
    }

    private bool IsOver => _bytes > maxBytes || _declared > maxDeclared;

    private void Forget(ContentKey key)
    {
        _unused.Remove(key);
        _all.Remove(key, out var facts);
        (_bytes, _declared) = (_bytes - facts!.Bytes, _declared - facts.Declared);
    }

    private void LeaveOut(ContentKey key)
    {
        _used.Remove(key);
        var facts = _all[key];
        (_bytes, _declared) = (_bytes - facts.Bytes, _declared - facts.Declared);
        _all[key] = facts.WithoutFacts();
        _cut = _cut is { } cut && cut.CompareTo(key) < 0 ? cut : key;
        LeftOut++;
    }
}

/// <summary>A content in a language.</summary>
internal readonly record struct ContentKey(string Hash, SourceLanguage? Language) : IComparable<ContentKey>
{
    public int CompareTo(ContentKey other) =>
        string.CompareOrdinal(Hash, other.Hash) is var order and not 0
            ? order
            : Nullable.Compare(Language, other.Language);
}
