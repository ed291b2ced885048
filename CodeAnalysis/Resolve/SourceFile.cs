using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>A source file with its facts.</summary>
/// <param name="Read">Reads the facts, which may be packed. A caller that needs them several times keeps them
/// only that long.</param>
public sealed record SourceFile(string Path, SourceLanguage Language, Func<FileFacts> Read)
{
    public SourceFile(string path, SourceLanguage language, FileFacts facts)
        : this(path, language, () => facts) { }

    public string Folder { get; } = RepoPath.Folder(Path);
    public FileFacts Facts => Read();
}
