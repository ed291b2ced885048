namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>The postings of a commit: for each term the files in which it stands. Six bytes each.</summary>
internal sealed class TermIndex
{
    private readonly uint[] _terms; // sorted
    private readonly int[] _starts;
    private readonly int[] _files; // of one term in ascending order
    private readonly byte[] _counts;
    private readonly byte[] _places; // declared names in the upper half, the path in the lower

    public TermIndex(IReadOnlyList<TreeFile> files, IReadOnlyList<FileTerms> terms)
    {
        Lengths = [.. terms.Select(file => file.Length)];
        MeanLength = Math.Max(1, Lengths.Where(length => length > 0).DefaultIfEmpty(1).Average());
        var paths = files.Select(file => PathTerms.Read(file.Path)).ToArray();
        var capacity = 0;
        for (var i = 0; i < paths.Length; i++)
            capacity += terms[i].Terms.Length + paths[i].Count;
        var (keys, values) = (new ulong[capacity], new ushort[capacity]);
        var count = 0;
        for (var i = 0; i < paths.Length; i++)
        {
            var (file, path) = (terms[i], paths[i]);
            for (var at = 0; at < file.Terms.Length; at++)
            {
                path.Remove(file.Terms[at], out var places);
                Add(file.Terms[at], i, file.Counts[at], places | file.Declared[at] << 4);
            }
            foreach (var (term, places) in path)
                Add(term, i, 0, places);
        }
        Array.Sort(keys, values, 0, count);
        _files = new int[count];
        _counts = new byte[count];
        _places = new byte[count];
        var (distinct, starts) = (new List<uint>(), new List<int>());
        for (var i = 0; i < count; i++)
        {
            var term = (uint)(keys[i] >> 32);
            if (distinct is not [.., var last] || last != term)
            {
                distinct.Add(term);
                starts.Add(i);
            }
            _files[i] = (int)(uint)keys[i];
            _counts[i] = (byte)values[i];
            _places[i] = (byte)(values[i] >> 8);
        }
        _terms = [.. distinct];
        _starts = [.. starts, count];

        void Add(uint term, int file, byte inText, int places)
        {
            keys[count] = (ulong)term << 32 | (uint)file;
            values[count++] = (ushort)(inText | places << 8);
        }
    }

    /// <summary>The number of words of each file.</summary>
    public int[] Lengths { get; }

    public double MeanLength { get; }

    public TermPostings Find(uint term)
    {
        var at = Array.BinarySearch(_terms, term);
        if (at < 0)
            return default;
        var (start, length) = (_starts[at], _starts[at + 1] - _starts[at]);
        return new(_files.AsSpan(start, length), _counts.AsSpan(start, length), _places.AsSpan(start, length));
    }
}

/// <summary>The files in which a term stands, in ascending order.</summary>
internal readonly ref struct TermPostings(ReadOnlySpan<int> files, ReadOnlySpan<byte> counts, ReadOnlySpan<byte> places)
{
    private readonly ReadOnlySpan<byte> _places = places;

    public ReadOnlySpan<int> Files { get; } = files;

    /// <summary>How often it stands in the text of each.</summary>
    public ReadOnlySpan<byte> Counts { get; } = counts;

    public bool InName(int at) => (_places[at] & PathTerms.InName) != 0;

    public bool InFolder(int at) => (_places[at] & PathTerms.InFolder) != 0;

    /// <summary>How often it stands in the names that the file declares.</summary>
    public int Declared(int at) => _places[at] >> 4;
}
