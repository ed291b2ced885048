using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>A file whose facts are known.</summary>
/// <param name="Read">Gives the facts; they may be packed, so whoever needs them several times keeps them meanwhile,
/// and not for longer.</param>
public sealed record SourceFile(string Path, SourceLanguage Language, Func<FileFacts> Read)
{
    public SourceFile(string path, SourceLanguage language, FileFacts facts)
        : this(path, language, () => facts) { }

    public string Folder { get; } = RepoPath.Folder(Path);
    public FileFacts Facts => Read();
}
