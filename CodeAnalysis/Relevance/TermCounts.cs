namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// Counts the terms of a file. A table of its own: a dictionary takes twice the time, and an ingest reads every word of
/// a repository.
/// </summary>
internal sealed class TermCounts
{
    private const int Initial = 512,
        DeclaredShift = 16,
        CountMask = (1 << DeclaredShift) - 1;
    private const uint Free = uint.MaxValue; // terms have fewer bits

    private uint[] _terms = new uint[Initial];
    private int[] _counts = new int[Initial]; // in the text in the lower half, in declared names in the upper
    private int _used;

    public TermCounts() => Array.Fill(_terms, Free);

    public void Add(uint term, bool isDeclared)
    {
        if (_used * 2 >= _terms.Length)
            Grow();
        var at = Place(term);
        if (_terms[at] == Free)
        {
            _terms[at] = term;
            _used++;
        }
        ref var count = ref _counts[at];
        if (isDeclared)
            count += count >> DeclaredShift < FileTerms.MaxDeclared ? 1 << DeclaredShift : 0;
        else
            count += (count & CountMask) < FileTerms.MaxCount ? 1 : 0;
    }

    public FileTerms ToFileTerms(int length)
    {
        var (terms, counts) = (new uint[_used], new int[_used]);
        var used = 0;
        for (var at = 0; at < _terms.Length; at++)
            if (_terms[at] != Free)
                (terms[used], counts[used++]) = (_terms[at], _counts[at]);
        Array.Sort(terms, counts);
        return new(
            terms,
            Array.ConvertAll(counts, count => (byte)(count & CountMask)),
            Array.ConvertAll(counts, count => (byte)(count >> DeclaredShift)),
            length
        );
    }

    private int Place(uint term)
    {
        var mask = _terms.Length - 1;
        var at = (int)(term * 2654435769u >> 8) & mask;
        while (_terms[at] != Free && _terms[at] != term)
            at = (at + 1) & mask;
        return at;
    }

    private void Grow()
    {
        var (terms, counts) = (_terms, _counts);
        _terms = new uint[terms.Length * 2];
        _counts = new int[terms.Length * 2];
        Array.Fill(_terms, Free);
        for (var i = 0; i < terms.Length; i++)
            if (terms[i] != Free)
            {
                var at = Place(terms[i]);
                (_terms[at], _counts[at]) = (terms[i], counts[i]);
            }
    }
}
