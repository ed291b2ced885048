using System.Text;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.Bench.Ingest;

/// <summary>
/// The sources of a tree that lies in a folder, and what an ingest does with them, on the thread that calls.
/// </summary>
internal sealed class SourceFolder(string folder, SourceTree tree)
{
    private readonly (string Path, string File, SourceLanguage Language, string Text)[] _sources =
    [
        .. tree
            .Files.Where(file => SourceLanguages.FromPath(file.Path) is not null && !file.Content.Contains((byte)0))
            .Select(file =>
                (
                    file.Path,
                    Path.Combine(folder, file.Path),
                    SourceLanguages.FromPath(file.Path)!.Value,
                    Encoding.UTF8.GetString(file.Content)
                )
            ),
    ];
    private readonly Dictionary<string, string> _manifests = tree
        .Files.Where(file => ManifestFiles.Contains(file.Path))
        .ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content));
    private readonly string[] _files = [.. tree.Files.Select(file => file.Path)];
    private byte[] _buffer = new byte[1_000_000];

    public int Count => _sources.Length;
    public long Bytes { get; } =
        tree
            .Files.Where(file => SourceLanguages.FromPath(file.Path) is not null && !file.Content.Contains((byte)0))
            .Sum(file => (long)file.Content.Length);
    public string[] Texts => [.. _sources.Select(source => source.Text)];

    /// <summary>Reads all and looks at every byte.</summary>
    public long Read()
    {
        var sum = 0L;
        foreach (var source in _sources)
        {
            foreach (var letter in Load(source.File))
                sum += letter;
        }
        return sum;
    }

    public void ReadScanAndResolve() =>
        Resolve(
            _sources.Select(source => new SourceFile(
                source.Path,
                source.Language,
                Scanner.Scan(source.Language, Encoding.UTF8.GetString(Load(source.File)))
            ))
        );

    public void ScanAndResolve() =>
        Resolve(
            _sources.Select(source => new SourceFile(
                source.Path,
                source.Language,
                Scanner.Scan(source.Language, source.Text)
            ))
        );

    private void Resolve(IEnumerable<SourceFile> sources) =>
        Resolver.Resolve(new RepositoryMap(_files, sources, _manifests));

    private ReadOnlySpan<byte> Load(string path)
    {
        using var file = File.OpenHandle(path);
        var length = (int)RandomAccess.GetLength(file);
        if (length > _buffer.Length)
            _buffer = new byte[length];
        for (
            int at = 0, read;
            at < length && (read = RandomAccess.Read(file, _buffer.AsSpan(at, length - at), at)) > 0;
            at += read
        ) { }
        return _buffer.AsSpan(0, length);
    }
}
