using YudaiV3.RepoIngest.Scan;

namespace YudaiV3.RepoIngest.Resolve;

/// <summary>A file whose facts are known.</summary>
internal sealed record SourceFile(string Path, SourceLanguage Language, FileFacts Facts)
{
    public string Folder { get; } = RepoPath.Folder(Path);
}
