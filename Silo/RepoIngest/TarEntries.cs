using System.Formats.Tar;
using System.Runtime.CompilerServices;
using YudaiV3.GitHub;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// Reads GitHub's archive of a commit. All entries are in one folder, and an empty folder is a submodule.
/// </summary>
internal static class TarEntries
{
    public static async IAsyncEnumerable<SourceEntry> Read(
        Stream tar,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Otherwise the reader keeps every entry until its end.
        await using var reader = new TarReader(tar, leaveOpen: true);
        string? root = null,
            emptyFolder = null;
        while (await Next(reader, cancellationToken) is { } entry)
        {
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
                continue;
            root ??= entry.Name.Contains('/') ? entry.Name[..(entry.Name.IndexOf('/') + 1)] : "";
            // An entry outside of the folder keeps its name; later checks reject the name.
            var path = entry.Name.StartsWith(root, StringComparison.Ordinal) ? entry.Name[root.Length..] : entry.Name;
            if (emptyFolder is not null && !path.StartsWith(emptyFolder, StringComparison.Ordinal))
                yield return new(emptyFolder.TrimEnd('/'), EntryKind.Submodule, 0, null);
            emptyFolder = entry.EntryType is TarEntryType.Directory && path.Length > 0 ? path : null;
            if (entry.EntryType is TarEntryType.Directory && path.TrimStart('/').Length == 0)
                continue;
            if (entry.EntryType is not TarEntryType.Directory)
                yield return Entry(entry, path);
        }
        if (emptyFolder is not null)
            yield return new(emptyFolder.TrimEnd('/'), EntryKind.Submodule, 0, null);
    }

    private static SourceEntry Entry(TarEntry entry, string path) =>
        entry.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => new(
                path,
                EntryKind.File,
                entry.Length,
                () => entry.DataStream ?? Stream.Null
            ),
            TarEntryType.SymbolicLink => new(path, EntryKind.Link, 0, null, entry.LinkName),
            _ => new(path, EntryKind.Other, 0, null),
        };

    private static async Task<TarEntry?> Next(TarReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.GetNextEntryAsync(copyData: false, cancellationToken);
        }
        catch (Exception exception)
            when (exception
                    is InvalidDataException
                        or EndOfStreamException
                        or FormatException
                        or ArgumentException
                        or OverflowException
                        or NotSupportedException
            )
        {
            throw new GitHubException(GitHubFailure.BadAnswer, "GitHub's archive of this repository is damaged.");
        }
    }
}
