using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// A file as it came out of its source: its size, Git's hash of it, and its content unless that is too large or no
/// text.
/// </summary>
internal sealed record IngestedFile(string Path, long Size, string Hash, FileMarks Marks, byte[]? Content)
{
    /// <summary>A file with a content of its own.</summary>
    public bool IsRegular => (Marks & (FileMarks.Submodule | FileMarks.SymbolicLink)) == 0;

    /// <summary>Whether its content is text that is read.</summary>
    public bool HasText => IsRegular && (Marks & (FileMarks.Binary | FileMarks.TooLarge)) == 0;

    /// <summary>The language whose imports are read; null where there are none to read.</summary>
    public SourceLanguage? ScannedAs =>
        IsRegular && (Marks & (FileMarks.LfsPointer | FileMarks.Binary | FileMarks.TooLarge)) == 0
            ? SourceLanguages.FromPath(Path)
            : null;

    public TreeFile InTree(PackedFacts? known, int maxNamesLength) =>
        new()
        {
            Path = Path,
            Size = Size,
            ContentHash = Hash,
            Tokens = known?.Tokens ?? 0,
            Names = Beginning(known?.Names ?? "", maxNamesLength),
            Language = IsRegular ? LanguageNames.From(SourceLanguages.FromPath(Path)) : null,
            Category = FileCategories.FromPath(Path),
            Marks = Marks,
        };

    private static string Beginning(string names, int maxLength) =>
        names.Length <= maxLength ? names : names[..Math.Max(0, names.LastIndexOf(' ', maxLength))];

    /// <param name="maxBytes">Larger contents are only hashed.</param>
    public static async Task<IngestedFile> From(SourceEntry entry, long maxBytes, CancellationToken cancellationToken)
    {
        if (entry.Kind == EntryKind.Submodule)
            return new(entry.Path, 0, "", FileMarks.Submodule, null);
        if (entry.Kind == EntryKind.Link)
            return new(entry.Path, entry.Size, "", FileMarks.SymbolicLink, null);
        if (entry.Size > maxBytes)
            return new(
                entry.Path,
                entry.Size,
                entry.Hash ?? await HashOf(entry, cancellationToken),
                FileMarking.ByPath(entry.Path) | FileMarks.TooLarge,
                null
            );
        var content = new byte[entry.Size];
        await using (var stream = entry.Open!())
            if (
                await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken)
                    < content.Length
                || await stream.ReadAsync(new byte[1], cancellationToken) > 0
            )
                throw Damaged();
        var marks = FileMarking.ByPath(entry.Path) | FileMarking.ByContent(entry.Path, content);
        return new(
            entry.Path,
            entry.Size,
            entry.Hash ?? HashOf(content),
            marks,
            marks.HasFlag(FileMarks.Binary) ? null : content
        );
    }

    private static string HashOf(byte[] content)
    {
        using var sha = Begin(content.Length);
        sha.AppendData(content);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static async Task<string> HashOf(SourceEntry entry, CancellationToken cancellationToken)
    {
        using var sha = Begin(entry.Size);
        var buffer = ArrayPool<byte>.Shared.Rent(81_920);
        await using var content = entry.Open!();
        try
        {
            var done = 0L;
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; done += read)
                sha.AppendData(buffer, 0, read);
            if (done != entry.Size)
                throw Damaged();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

#pragma warning disable CA5350 // Git's own ids are SHA-1; nothing is trusted because of them.
    private static IncrementalHash Begin(long size)
    {
        var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        sha.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {size}\0")));
        return sha;
    }
#pragma warning restore CA5350

    private static GitHub.GitHubException Damaged() =>
        new(
            GitHub.GitHubFailure.BadAnswer,
            "The repository's archive is damaged: a file in it is not as long as it says."
        );
}
