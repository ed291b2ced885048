using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Graph;

/// <summary>Graphs for tests.</summary>
internal static class TestGraph
{
    /// <summary>A graph from lines such as <c>a: b c folder/</c>.</summary>
    public static DependencyGraph Create(params string[] lines) =>
        new(
            lines
                .Select(line => line.Split(':'))
                .Select(line => new FileDependencies
                {
                    Path = line[0],
                    Edges =
                    [
                        .. line[1]
                            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                            .Order(StringComparer.Ordinal)
                            .Select(to => new Dependency
                            {
                                To = to.Length > 1 ? to.TrimEnd('/') : to,
                                ToKind = to.EndsWith('/') || to == "." ? NodeKind.Folder : NodeKind.File,
                                Line = 1,
                            }),
                    ],
                })
        );
}
