using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The files of an earlier ingest of the same repository. If the source knows the hashes of contents, unchanged files
/// need not be opened.
/// </summary>
internal sealed class KnownFiles(IEnumerable<TreeFile> earlier, FileFactsStore facts)
{
    private const FileMarks AlwaysRead = FileMarks.Submodule | FileMarks.SymbolicLink | FileMarks.TooLarge;

    private readonly Dictionary<string, TreeFile> _files = earlier
        .Where(file => (file.Marks & AlwaysRead) == 0)
        .ToDictionary(file => file.Path);

    /// <param name="maxBytes">Larger files are not read, so their facts do not count.</param>
    /// <returns>Null if the content must be read.</returns>
    public IngestedFile? Find(SourceEntry entry, long maxBytes)
    {
        if (
            entry is not { Kind: EntryKind.File, Hash: { } hash }
            || entry.Size > maxBytes
            || !_files.TryGetValue(entry.Path, out var known)
            || known.ContentHash != hash
            || ManifestFiles.Contains(entry.Path)
        )
            return null;
        var file = new IngestedFile(entry.Path, entry.Size, hash, known.Marks, null);
        return file.Marks.HasFlag(FileMarks.Binary) || facts.TryUse(hash, file.ScannedAs) ? file : null;
    }
}
