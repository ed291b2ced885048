using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// The files of an earlier ingest of the same repository: what has not changed since need not be opened, where the
/// source knows contents by their hash.
/// </summary>
internal sealed class KnownFiles(IEnumerable<TreeFile> earlier, FileFactsStore facts)
{
    private const FileMarks ReadAnew = FileMarks.Submodule | FileMarks.SymbolicLink | FileMarks.TooLarge;

    private readonly Dictionary<string, TreeFile> _files = earlier
        .Where(file => (file.Marks & ReadAnew) == 0)
        .ToDictionary(file => file.Path);

    /// <param name="most">Larger files are not read, so what is known of them does not count.</param>
    /// <returns>Null where the content has to be read.</returns>
    public IngestedFile? Find(SourceEntry entry, long most)
    {
        if (
            entry is not { Kind: EntryKind.File, Hash: { } hash }
            || entry.Size > most
            || !_files.TryGetValue(entry.Path, out var known)
            || known.ContentHash != hash
            || ManifestFiles.Contains(entry.Path)
        )
            return null;
        var file = new IngestedFile(entry.Path, entry.Size, hash, known.Marks, null);
        return file.Marks.HasFlag(FileMarks.Binary) || facts.Find(hash, file.ScannedAs) is not null ? file : null;
    }
}
