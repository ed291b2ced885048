namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>
/// What the terms of a question say about each file: BM25F over path, declared names and text, and beside it the
/// places that alone say much.
/// </summary>
internal sealed class TextEvidence
{
    private const double Saturation = 1.2,
        LengthShare = 0.75,
        InName = 5,
        InFolder = 2,
        InDeclared = 3,
        Repeated = 0.3;
    private const int MaxDeclared = 3,
        MaxRepeats = 10;

    public TextEvidence(TermIndex index, QueryTerms query)
    {
        var files = index.Lengths.Length;
        (Text, Name, Folder) = (new double[files], new double[files], new double[files]);
        (Whole, Declared, Covered) = (new double[files], new double[files], new double[files]);
        foreach (var term in query.All)
            Add(index, term);
    }

    /// <summary>BM25F.</summary>
    public double[] Text { get; }

    /// <summary>Terms in the name of the file.</summary>
    public double[] Name { get; }

    /// <summary>Terms in the names of its folders.</summary>
    public double[] Folder { get; }

    /// <summary>Identifiers of several words.</summary>
    public double[] Whole { get; }

    /// <summary>Those of them that it declares.</summary>
    public double[] Declared { get; }

    /// <summary>Terms that stand in it at all, however often.</summary>
    public double[] Covered { get; }

    /// <summary>How much a term says that stands in so many of all files.</summary>
    public static double Rarity(int files, int found) => Math.Log(1 + (files - found + 0.5) / (found + 0.5));

    private void Add(TermIndex index, QueryTerm term)
    {
        var postings = index.Find(term.Term);
        if (postings.Files.IsEmpty)
            return;
        var weight = term.Weight * (1 + Repeated * Math.Log(Math.Min(term.Count, MaxRepeats)));
        var rarity = weight * Rarity(Text.Length, postings.Files.Length);
        var (inName, inFolder, declared) = Rarities(postings, weight);
        for (var i = 0; i < postings.Files.Length; i++)
        {
            var file = postings.Files[i];
            var length = 1 - LengthShare + LengthShare * index.Lengths[file] / index.MeanLength;
            var found = postings.Counts[i] / length + InDeclared * Math.Min(postings.Declared(i), MaxDeclared);
            if (postings.InName(i))
            {
                found += InName;
                Name[file] += inName;
            }
            if (postings.InFolder(i))
            {
                found += InFolder;
                Folder[file] += inFolder;
            }
            var score = rarity * found / (Saturation + found);
            Text[file] += score;
            Covered[file] += rarity;
            if (!term.IsWhole)
                continue;
            Whole[file] += score;
            if (postings.Declared(i) > 0)
                Declared[file] += declared;
        }
    }

    /// <summary>A word may be common in texts and rare in paths.</summary>
    private (double InName, double InFolder, double Declared) Rarities(TermPostings postings, double weight)
    {
        var (names, folders, declared) = (1, 1, 1);
        for (var i = 0; i < postings.Files.Length; i++)
        {
            names += postings.InName(i) ? 1 : 0;
            folders += postings.InFolder(i) ? 1 : 0;
            declared += postings.Declared(i) > 0 ? 1 : 0;
        }
        return (
            weight * Rarity(Text.Length, names),
            weight * Rarity(Text.Length, folders),
            weight * Rarity(Text.Length, declared)
        );
    }
}
