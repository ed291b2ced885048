using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>Graphs to draw.</summary>
internal static class Graphs
{
    public static readonly string[] HostileNames =
    [
        "a\"]; click n0 \"javascript:alert(1)\".js",
        "</title><script>alert(1)</script>.py",
        "x' onload='alert(1).ts",
        "&amp;<![CDATA[.go",
        "back\\slash\\",
        "#quot;`code`.rb",
        "line\u2028break",
        "\u202Egnp.exe",
        "\uD800half",
        "\u0001control",
        "漢字/ファイル.py",
        "\U0001F600.js",
        "]]>.cs",
        "--> n1",
        "end",
        "%%{init: {}}%%",
    ];

    public static RepositoryGraph WithHostileNames =>
        From(
            new GraphQuery(),
            [.. HostileNames.Select((name, i) => Dependencies(name, HostileNames[(i + 1) % HostileNames.Length]))]
        )!;

    /// <summary>From lines such as <c>a: b c folder/</c>; what an edge names is there too.</summary>
    public static RepositoryGraph From(GraphQuery query, params string[] lines)
    {
        var dependencies = lines
            .Select(line => line.Split(':'))
            .Select(line => Dependencies(line[0], line[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        return From(query, dependencies)!;
    }

    public static RepositoryGraph From(params string[] lines) => From(new GraphQuery(), lines);

    public static RepositoryGraph? From(GraphQuery query, IReadOnlyCollection<FileDependencies> dependencies) =>
        GraphViews.View(
            [
                .. dependencies.Select(file => new GraphNode
                {
                    Path = file.Path,
                    Language = "python",
                    Tokens = 10,
                    Size = 100,
                }),
            ],
            dependencies,
            new DependencyGraph(dependencies),
            query
        );

    /// <summary>So many files in folders that nest, each with so many dependencies that a seed chooses.</summary>
    public static RepositoryGraph Random(int files, int edges, Func<int, string> path, int seed = 1)
    {
        var random = new Random(seed);
        var paths = Enumerable.Range(0, files).Select(path).ToArray();
        return From(
            new GraphQuery(),
            [
                .. paths.Select(file =>
                    Dependencies(
                        file,
                        [
                            .. Enumerable
                                .Range(0, edges)
                                .Select(_ => paths[random.Next(files)])
                                .Where(to => to != file)
                                .Distinct(),
                        ]
                    )
                ),
            ]
        )!;
    }

    public static FileDependencies Dependencies(string path, params string[] edges) =>
        new()
        {
            Path = path,
            Edges =
            [
                .. edges
                    .Order(StringComparer.Ordinal)
                    .Select(to => new Dependency
                    {
                        To = to.Length > 1 ? to.TrimEnd('/') : to,
                        ToKind = to.EndsWith('/') ? NodeKind.Folder : NodeKind.File,
                        Line = 1,
                    }),
            ],
            External = [new ExternalName { Name = "os", Stdlib = true }],
            Unresolved = [new UnresolvedImport { Specifier = "./gone", Line = 3 }],
        };
}
