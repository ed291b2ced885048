namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The files other than sources whose text determines how imports are resolved.</summary>
public static class ManifestFiles
{
    public static bool Contains(string path) =>
        RepoPath.Name(path) switch
        {
            "package.json" or "pnpm-workspace.yaml" or "go.mod" or "Cargo.toml" => true,
            var name when name.EndsWith(".json", StringComparison.Ordinal) => path.Contains(
                "tsconfig",
                StringComparison.Ordinal
            ) || path.Contains("jsconfig", StringComparison.Ordinal),
            var name => Path.GetExtension(name) is ".csproj" or ".props" or ".targets" or ".projitems",
        };
}
