using System.Formats.Tar;
using System.Runtime.CompilerServices;
using YudaiV3.GitHub;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.Silo.RepoIngest;

/// <summary>
/// Reads the archive that GitHub makes of a commit: everything is in one folder, and a folder without anything in it is
/// a submodule.
/// </summary>
internal static class TarEntries
{
    public static async IAsyncEnumerable<SourceEntry> Read(
        Stream tar,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var reader = new TarReader(tar, leaveOpen: true); // else it keeps every entry until its end
        string? top = null,
            empty = null;
        while (await Next(reader, cancellationToken) is { } entry)
        {
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes)
                continue;
            top ??= entry.Name.Contains('/') ? entry.Name[..(entry.Name.IndexOf('/') + 1)] : "";
            // What is outside of the folder keeps its name, and is judged by it.
            var path = entry.Name.StartsWith(top, StringComparison.Ordinal) ? entry.Name[top.Length..] : entry.Name;
            if (empty is not null && !path.StartsWith(empty, StringComparison.Ordinal))
                yield return new(empty.TrimEnd('/'), EntryKind.Submodule, 0, null);
            empty = entry.EntryType is TarEntryType.Directory && path.Length > 0 ? path : null;
            if (entry.EntryType is TarEntryType.Directory && path.TrimStart('/').Length == 0)
                continue;
            if (entry.EntryType is not TarEntryType.Directory)
                yield return Entry(entry, path);
        }
        if (empty is not null)
            yield return new(empty.TrimEnd('/'), EntryKind.Submodule, 0, null);
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
        catch (Exception broken)
            when (broken
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
