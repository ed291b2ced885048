namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// A crate by its root file; <see cref="Library"/> is the name that others use it by, where they can.
/// </summary>
internal sealed record CargoTarget(string Root, string? Library);

/// <summary>
/// The crates of a Cargo package: those that its manifest states, and those that Cargo finds by its conventions.
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

    public static IEnumerable<CargoTarget> Read(RepositoryMap map, string manifest)
    {
        var folder = RepoPath.Folder(manifest);
        var toml = new Toml(map.Text(manifest) ?? "");
        if (toml["package"] is null && toml["package.name"] is null)
            return [];
        var library = toml["lib.path"] ?? "src/lib.rs";
        var targets = new List<CargoTarget>
        {
            new(In(library), (toml["lib.name"] ?? toml["package.name"])?.Replace('-', '_')),
        };
        targets.AddRange(
            Others()
                .Concat([
                    toml["package.build"] is not (null or "false" or "true") ? toml["package.build"]! : "build.rs",
                    "src/main.rs",
                ])
                .Select(path => new CargoTarget(In(path), null))
        );
        return targets.Where(target => map.IsFile(target.Root)).DistinctBy(target => target.Root);

        string In(string path) => RepoPath.Join(folder, path) ?? path;

        IEnumerable<string> Others()
        {
            foreach (var (section, automatic, home) in Kinds)
            {
                for (var i = 0; i < toml.Count(section); i++)
                    if (toml[$"{section}[{i}].path"] is { } path)
                        yield return path;
                    else if (toml[$"{section}[{i}].name"] is { } name)
                        foreach (var guess in new[] { $"{home}/{name}.rs", $"{home}/{name}/main.rs" })
                            yield return guess;
                if (toml[$"package.{automatic}"] == "false")
                    continue;
                foreach (var file in map.In(In(home)).Where(file => file.EndsWith(".rs", StringComparison.Ordinal)))
                    yield return $"{home}/{RepoPath.Name(file)}";
                foreach (var sub in map.Folders(In(home)))
                    yield return $"{home}/{RepoPath.Name(sub)}/main.rs";
            }
        }
    }
}
