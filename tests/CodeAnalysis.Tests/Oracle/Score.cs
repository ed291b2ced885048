using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Oracle;

/// <summary>Hits, false findings and misses, summed over files.</summary>
internal sealed record Score(int Right = 0, int False = 0, int Missed = 0)
{
    public double Precision => Right + False == 0 ? 1 : (double)Right / (Right + False);

    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    public static Score operator +(Score one, Score other) =>
        new(one.Right + other.Right, one.False + other.False, one.Missed + other.Missed);

    public static Score Internal(TruthRow truth, FileDependencies got) =>
        Compare(Edges(got, NodeKind.File), truth.Internal, truth.Optional);

    public static Score Packages(TruthRow truth, FileDependencies got) =>
        Compare(Edges(got, NodeKind.Folder), truth.Packages, []);

    public static Score External(TruthRow truth, FileDependencies got) =>
        Compare(Externals(got), truth.External, truth.OptionalExternal);

    /// <summary>What differs, for the eye: a line each.</summary>
    public static IEnumerable<string> Differences(TruthRow truth, FileDependencies got)
    {
        string[] edges = Edges(got, NodeKind.File),
            folders = Edges(got, NodeKind.Folder),
            external = Externals(got),
            unresolved = [.. got.Unresolved.Select(import => import.Specifier)];
        return
        [
            .. edges.Except(truth.Internal).Except(truth.Optional).Select(path => $"{truth.File}: false edge {path}"),
            .. truth.Internal.Except(edges).Select(path => $"{truth.File}: missed edge {path}"),
            .. folders.Except(truth.Packages).Select(path => $"{truth.File}: false folder {path}"),
            .. truth.Packages.Except(folders).Select(path => $"{truth.File}: missed folder {path}"),
            .. external
                .Except(truth.External)
                .Except(truth.OptionalExternal)
                .Select(name => $"{truth.File}: false external {name}"),
            .. truth.External.Except(external).Select(name => $"{truth.File}: missed external {name}"),
            .. unresolved.Except(truth.Unresolved).Select(name => $"{truth.File}: false unresolved {name}"),
            .. truth.Unresolved.Except(unresolved).Select(name => $"{truth.File}: missed unresolved {name}"),
            .. got
                .External.Where(name =>
                    truth.External.Contains(name.Name)
                    && !truth.Language.Equals("csharp", StringComparison.Ordinal)
                    && name.Stdlib != truth.Stdlib.Contains(name.Name)
                )
                .Select(name => $"{truth.File}: wrong stdlib {name.Name}"),
        ];
    }

    private static Score Compare(string[] got, string[] truth, string[] optional) =>
        new(got.Intersect(truth).Count(), got.Except(truth).Except(optional).Count(), truth.Except(got).Count());

    private static string[] Edges(FileDependencies got, NodeKind kind) =>
        [.. got.Edges.Where(edge => edge.ToKind == kind).Select(edge => edge.To)];

    private static string[] Externals(FileDependencies got) => [.. got.External.Select(name => name.Name)];
}
