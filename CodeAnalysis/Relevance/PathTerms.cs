namespace YudaiV3.CodeAnalysis.Relevance;

/// <summary>The terms of a path, and whether each stands in the name of the file or in that of a folder.</summary>
internal static class PathTerms
{
    public const byte InName = 1,
        InFolder = 2;

    public static Dictionary<uint, int> Read(string path)
    {
        var terms = new Dictionary<uint, int>();
        var name = path.LastIndexOf('/') + 1;
        Read(path.AsSpan(0, name), InFolder);
        Read(
            path.AsSpan(name, path.LastIndexOf('.') is var dot && dot > name ? dot - name : path.Length - name),
            InName
        );
        return terms;

        void Read(ReadOnlySpan<char> text, int place)
        {
            var reader = new TermReader(text);
            while (reader.Next())
                terms[reader.Term] = terms.GetValueOrDefault(reader.Term) | place;
        }
    }
}
