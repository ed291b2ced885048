using System.Collections.Immutable;
using System.Text;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.CodeAnalysis.Symbols;

namespace YudaiV3.Bench.Relevance;

/// <summary>What an ingest leaves of a commit for its questions.</summary>
internal sealed record CommitFiles
{
    public required ImmutableArray<TreeFile> Files { get; init; }
    public required ImmutableArray<string> Texts { get; init; }

    /// <summary>By runs of files, as they are stored.</summary>
    public required ImmutableArray<byte[]> Terms { get; init; }
    public required ImmutableArray<FileDependencies> Dependencies { get; init; }
    public required CommitHistory History { get; init; }

    /// <summary>Files of a run.</summary>
    private const int Run = 64;
    private const int MaxText = 1_000_000;

    public static CommitFiles Create(IReadOnlyList<(string Path, byte[] Content)> entries, CommitHistory history)
    {
        var texts = entries.Select(entry => Text(entry.Content)).ToImmutableArray();
        var (sources, manifests) = (new List<SourceFile>(), new Dictionary<string, string>());
        for (var i = 0; i < texts.Length; i++)
        {
            var path = entries[i].Path;
            if (SourceLanguages.FromPath(path) is { } language)
                sources.Add(new SourceFile(path, language, Scanner.Scan(language, texts[i])));
            if (ManifestFiles.Contains(path))
                manifests[path] = texts[i];
        }
        return new()
        {
            Files =
            [
                .. entries.Select(entry => new TreeFile
                {
                    Path = entry.Path,
                    Size = entry.Content.Length,
                    Category = FileCategories.FromPath(entry.Path),
                    Marks = FileMarking.ByPath(entry.Path) | FileMarking.ByContent(entry.Path, entry.Content),
                }),
            ],
            Texts = texts,
            Terms =
            [
                .. entries
                    .Zip(texts, (entry, text) => FileTerms.Read(text, Declared(entry.Path, text)))
                    .Chunk(Run)
                    .Select(FileTermsCodec.Encode),
            ],
            Dependencies = Resolver.Resolve(new RepositoryMap(entries.Select(entry => entry.Path), sources, manifests)),
            History = history,
        };
    }

    /// <summary>The same files several times, each time in a folder of their own.</summary>
    public CommitFiles Repeated(int times) =>
        this with
        {
            Files =
            [
                .. Enumerable
                    .Range(0, times)
                    .SelectMany(time => Files.Select(file => file with { Path = $"copy{time}/{file.Path}" })),
            ],
            Texts = [.. Enumerable.Repeat(Texts, times).SelectMany(texts => texts)],
            Terms = [.. Enumerable.Repeat(Terms, times).SelectMany(terms => terms)],
            Dependencies =
            [
                .. Enumerable
                    .Range(0, times)
                    .SelectMany(time =>
                        Dependencies.Select(file =>
                            file with
                            {
                                Path = $"copy{time}/{file.Path}",
                                Edges = [.. file.Edges.Select(edge => edge with { To = $"copy{time}/{edge.To}" })],
                            }
                        )
                    ),
            ],
        };

    /// <summary>What the first question of a commit waits for.</summary>
    public CommitIndex Index() =>
        new(
            Files,
            [.. Terms.SelectMany(terms => FileTermsCodec.Decode(terms)!.Value)],
            new DependencyGraph(Dependencies),
            History
        );

    private static string Text(byte[] content) =>
        content.Length < MaxText && !content.AsSpan(0, Math.Min(content.Length, 8_000)).Contains((byte)0)
            ? Encoding.UTF8.GetString(content)
            : "";

    private static IEnumerable<string> Declared(string path, string text) =>
        SourceLanguages.FromPath(path) is { } language
            ? SymbolReader.Read(language, text).Select(symbol => symbol.Name)
            : [];
}
