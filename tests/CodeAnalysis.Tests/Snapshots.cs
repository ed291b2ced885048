using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Draw;

namespace YudaiV3.CodeAnalysis;

/// <summary>Finished ingests to read.</summary>
internal static class Snapshots
{
    /// <summary>
    /// From lines such as <c>a.py: b.py folder/</c>; files whose name begins with a capital are no sources.
    /// </summary>
    public static Snapshot From(params string[] lines)
    {
        var files = lines.Select(line => line.Split(':')).ToList();
        return new()
        {
            RepositoryId = 7,
            Owner = "owner",
            Name = "repo",
            Branch = "main",
            CommitSha = "c0ffee",
            Files =
            [
                .. files
                    .Select(file => new TreeFile
                    {
                        Path = file[0],
                        Size = 30,
                        Tokens = 10,
                        ContentHash = file.ElementAtOrDefault(2) ?? "h",
                        Category = FileCategories.FromPath(file[0]),
                    })
                    .OrderBy(file => file.Path, StringComparer.Ordinal),
            ],
            Dependencies =
            [
                .. files
                    .Where(file => !char.IsUpper(file[0][0]))
                    .OrderBy(file => file[0], StringComparer.Ordinal)
                    .Select(file =>
                        Graphs.Dependencies(file[0], file[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    ),
            ],
        };
    }

    public static SnapshotQueries Reading(params string[] lines) => new(From(lines));
}
