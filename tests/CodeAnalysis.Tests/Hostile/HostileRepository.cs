using System.Text;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Hostile;

/// <summary>A repository whose analysis would cost far more than its size, if nothing bounded it.</summary>
internal sealed class HostileRepository
{
    private readonly Dictionary<string, string> _files = [];
    private readonly Dictionary<string, FileFacts> _scanned = [];

    public string this[string path]
    {
        set => _files[path] = value;
    }

    public IReadOnlyDictionary<string, string> Files => _files;

    public RepositoryMap Scan() =>
        new(
            _files.Keys,
            _files
                .Where(file => SourceLanguages.FromPath(file.Key) is not null)
                .Select(file => new SourceFile(
                    file.Key,
                    SourceLanguages.FromPath(file.Key)!.Value,
                    Facts(SourceLanguages.FromPath(file.Key)!.Value, file.Value)
                )),
            _files.Where(file => ManifestFiles.Contains(file.Key)).ToDictionary()
        );

    public static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(line(i)).Append('\n');
        return text.ToString();
    }

    public static string Repeat(string piece, int count) => new StringBuilder().Insert(0, piece, count).ToString();

    // Many files with one content are scanned once, as an ingest does.
    private FileFacts Facts(SourceLanguage language, string text) =>
        _scanned.TryGetValue($"{language} {text}", out var known)
            ? known
            : _scanned[$"{language} {text}"] = Scanner.Scan(language, text);
}
