using System.Formats.Tar;
using System.IO.Compression;

namespace YudaiV3.Bench.Ingest;

/// <summary>The files of one commit, in memory, in the order of their paths.</summary>
internal sealed record SourceTree(string Name, IReadOnlyList<(string Path, byte[] Content)> Files)
{
    /// <summary>
    /// The folder in <c>BENCH_REPO</c>, or one of 500 TypeScript files that are made here, always the same.
    /// </summary>
    public static SourceTree Wanted() =>
        Environment.GetEnvironmentVariable("BENCH_REPO") is { Length: > 0 } folder
            ? Create(folder)
            : new("made up", GeneratedRepository.Files(500));

    public long Bytes => Files.Sum(file => (long)file.Content.Length);

    /// <summary>All that is text.</summary>
    public string[] Texts() =>
        [
            .. Files
                .Where(file => !file.Content.AsSpan(0, Math.Min(file.Content.Length, 8_000)).Contains((byte)0))
                .Select(file => System.Text.Encoding.UTF8.GetString(file.Content)),
        ];

    /// <summary>As GitHub makes archives: a folder on top, and gzip at its usual level.</summary>
    public byte[] Archive()
    {
        using var archive = new MemoryStream();
        using (var gzip = new GZipStream(archive, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
            foreach (var (path, content) in Files)
                tar.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, $"top/{path}") { DataStream = new MemoryStream(content) }
                );
        return archive.ToArray();
    }

    /// <summary>With a line more in one source.</summary>
    public SourceTree Changed(string line)
    {
        var at = Files
            .Index()
            .First(file =>
                file.Item.Path.EndsWith(".ts", StringComparison.Ordinal)
                || file.Item.Path.EndsWith(".js", StringComparison.Ordinal)
            )
            .Index;
        return this with
        {
            Files =
            [
                .. Files.Select(
                    (file, index) =>
                        index == at ? (file.Path, [.. file.Content, .. System.Text.Encoding.UTF8.GetBytes(line)]) : file
                ),
            ],
        };
    }

    public void WriteTo(string folder)
    {
        foreach (var (path, content) in Files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    private static SourceTree Create(string folder) =>
        new(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
            [
                .. new DirectoryInfo(folder)
                    .EnumerateFiles(
                        "*",
                        new EnumerationOptions
                        {
                            RecurseSubdirectories = true,
                            AttributesToSkip = FileAttributes.ReparsePoint,
                        }
                    )
                    .Select(file => (Path: Path.GetRelativePath(folder, file.FullName), file.FullName))
                    .Where(file => !$"/{file.Path}".Contains("/.git/") && !$"/{file.Path}".Contains("/node_modules/"))
                    .OrderBy(file => file.Path, StringComparer.Ordinal)
                    .Select(file => (file.Path, File.ReadAllBytes(file.FullName))),
            ]
        );
}
