using System.Buffers;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>Decides which paths an ingest accepts from a source.</summary>
internal static class PathSafety
{
    private static readonly SearchValues<char> Ambiguous = SearchValues.Create("\\:");

    /// <summary>The reason to leave an entry out, or null.</summary>
    public static string? Refuse(SourceEntry entry, IngestLimits limits) =>
        Refuse(entry.Path, limits)
        ?? (
            entry.Kind == EntryKind.Other ? "no file"
            : entry.Kind == EntryKind.Absent ? "not in this copy of the repository"
            : entry is { Kind: EntryKind.Link, Target: { } target } && LeadsOut(entry.Path, target)
                ? "link out of the repository"
            : null
        );

    private static string? Refuse(string path, IngestLimits limits) =>
        IsUnsafe(path) ? "unsafe path"
        : path.Contains('\uFFFD') ? "name is not UTF-8"
        : path.Any(char.IsControl) ? "control characters in the name"
        : path.Length > limits.PathLength ? "path is too long"
        : path.AsSpan().Count('/') > limits.PathDepth ? "path is too deep"
        : null;

    private static bool IsUnsafe(string path) =>
        path.Length == 0
        || path[0] == '/'
        || path.Split('/')
            .Any(part => part is "" or "." or ".." || part.Equals(".git", StringComparison.OrdinalIgnoreCase))
        || path.AsSpan().ContainsAny(Ambiguous)
            && (path[0] == '\\' || path is [_, ':', '/' or '\\', ..] || path.Split('\\', '/').Contains(".."));

    private static bool LeadsOut(string path, string target)
    {
        if (target.StartsWith('/'))
            return true;
        var depth = RepoPath.Folder(path) is { Length: > 0 } folder ? folder.AsSpan().Count('/') + 1 : 0;
        foreach (var part in target.Split('/'))
            if (
                (
                    depth += part switch
                    {
                        "" or "." => 0,
                        ".." => -1,
                        _ => 1,
                    }
                ) < 0
            )
                return true;
        return false;
    }
}
