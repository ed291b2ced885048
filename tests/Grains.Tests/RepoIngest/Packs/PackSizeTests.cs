using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// What packs cost, measured on the files of this repository, or of the folder in <c>PACK_FOLDER</c>.
/// </summary>
public sealed class PackSizeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Packs_of_real_sources_need_less_than_four_tenths_of_their_size()
    {
        var root = Environment.GetEnvironmentVariable("PACK_FOLDER") ?? Path.Combine(Paths.Root, "Grains");
        var cutter = new PackCutter();
        List<IReadOnlyList<IngestedFile>> runs = [.. Sources(root).SelectMany(cutter.Add)];
        if (cutter.Take() is { } rest)
            runs.Add(rest);
        var (packing, analyzing) = (new Stopwatch(), new Stopwatch());
        var (files, source, texts, filters) = (0, 0L, 0L, 0L);
        foreach (var run in runs)
        {
            ImmutableArray<RunFile> contents = [.. run.Select(file => Read(root, file))];
            packing.Start();
            var (pack, filter) = PackBuilder.Build(contents);
            packing.Stop();
            analyzing.Start();
            foreach (var file in contents)
                TextAnalyzer.Analyze(file.Hash, file.Language, file.Content!);
            analyzing.Stop();
            files += run.Count;
            source += contents.Sum(file => file.Size);
            texts += pack.Texts.Length;
            filters += filter.Bits.Length;
            await Task.Yield();
        }
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{files} files, {source} bytes, {runs.Count} packs; "
                    + $"a byte needs {(double)texts / source:f3} in texts and {(double)filters / source:f3} in filters; "
                    + $"packing {packing.ElapsedMilliseconds} ms, analysis {analyzing.ElapsedMilliseconds} ms"
            )
        );
        Assert.InRange((double)(texts + filters) / source, 0, 0.4);
    }

    private static IEnumerable<IngestedFile> Sources(string root) =>
        Directory
            .EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(path => Path.GetRelativePath(root, path))
            .Where(path => SourceLanguages.FromPath(path) is not null && !path.Split('/').Contains("artifacts"))
            .Order(StringComparer.Ordinal)
            .Select(path => new IngestedFile(
                path,
                new FileInfo(Path.Combine(root, path)).Length,
                "",
                FileMarks.None,
                null
            ));

    private static RunFile Read(string root, IngestedFile file) =>
        new()
        {
            Path = file.Path,
            Size = file.Size,
            Language = file.ScannedAs,
            Content = File.ReadAllBytes(Path.Combine(root, file.Path)),
        };
}
