namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>A crate.</summary>
/// <param name="Root">Its root file.</param>
/// <param name="Library">The name by which other crates use it, or null if they cannot.</param>
internal sealed record CargoTarget(string Root, string? Library);

/// <summary>
/// Finds the crates of a Cargo package, those of its manifest and those that Cargo finds by convention.
/// </summary>
internal static class CargoTargets
{
    private static readonly (string Section, string Automatic, string Folder)[] Kinds =
    [
        ("bin", "autobins", "src/bin"),
        ("test", "autotests", "tests"),
        ("example", "autoexamples", "examples"),
        ("bench", "autobenches", "benches"),
    ];

    public static IReadOnlyList<CargoTarget> Read(RepositoryMap map, string manifest, ResolutionBudget budget)
    {
        var folder = RepoPath.Folder(manifest);
        var text = map.Text(manifest) ?? "";
        budget.Spend(20 * text.Length);
        var toml = Toml.Parse(text);
        if (toml.Table("package") is not { } package)
            return [];
        var library = toml.Table("lib");
        var targets = new List<CargoTarget>
        {
            new(
                In(library.Text("path") ?? "src/lib.rs"),
                (library.Text("name") ?? package.Text("name"))?.Replace('-', '_')
            ),
        };
        targets.AddRange(
            Others()
                .Concat([package.Text("build") ?? "build.rs", "src/main.rs"])
                .Select(path => new CargoTarget(In(path), null))
        );
        targets = [.. targets.Where(target => map.IsFile(target.Root)).DistinctBy(target => target.Root)];
        budget.Keep(200 * targets.Count);
        return targets;

        string In(string path) => RepoPath.Join(folder, path) ?? path;

        IEnumerable<string> Others()
        {
            foreach (var (section, automatic, home) in Kinds)
            {
                foreach (var target in toml.Tables(section))
                    if (target.Text("path") is { } path)
                        yield return path;
                    else if (target.Text("name") is { } name)
                        foreach (var guess in new[] { $"{home}/{name}.rs", $"{home}/{name}/main.rs" })
                            yield return guess;
                if (package.IsFalse(automatic))
                    continue;
                foreach (var file in map.In(In(home)).Where(file => file.EndsWith(".rs", StringComparison.Ordinal)))
                    yield return $"{home}/{RepoPath.Name(file)}";
                foreach (var sub in map.Folders(In(home)))
                    yield return $"{home}/{RepoPath.Name(sub)}/main.rs";
            }
        }
    }
}
