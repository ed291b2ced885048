using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis;

/// <summary>A small repository written as one text: a line <c>=== path</c> before each file.</summary>
internal sealed class TestRepository
{
    private readonly Dictionary<string, FileDependencies> _found;

    public TestRepository(string text)
    {
        var files = text.ReplaceLineEndings("\n")
            .Split("=== ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('\n', 2))
            .ToDictionary(part => part[0].Trim(), part => part[^1]);
        var sources = files
            .Where(file => SourceLanguages.FromPath(file.Key) is not null)
            .Select(file => new SourceFile(
                file.Key,
                SourceLanguages.FromPath(file.Key)!.Value,
                Scanner.Scan(SourceLanguages.FromPath(file.Key)!.Value, file.Value)
            ));
        Resolved = Resolver.Resolve(
            new RepositoryMap(files.Keys, sources, files.Where(file => ManifestFiles.Contains(file.Key)).ToDictionary())
        );
        _found = Resolved.ToDictionary(file => file.Path);
    }

    public IReadOnlyList<FileDependencies> Resolved { get; }

    /// <summary>
    /// What a file depends on: paths (with a kind that is no plain import), <c>folder:</c>, <c>external:</c> or
    /// <c>stdlib:</c>, and <c>unresolved:</c>.
    /// </summary>
    public string[] From(string path) =>
        [
            .. _found[path]
                .Edges.Select(edge =>
                    (edge.ToKind == NodeKind.Folder ? "folder:" : "")
                    + edge.To
                    + (edge.Kind == EdgeKind.Import ? "" : $" ({edge.Kind})")
                ),
            .. _found[path].External.Select(name => (name.Stdlib ? "stdlib:" : "external:") + name.Name),
            .. _found[path].Unresolved.Select(import => "unresolved:" + import.Specifier),
        ];

    public FileDependencies this[string path] => _found[path];
}
