namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Shell scripts: relative to the script, or to the root, where they are often started. What holds a variable is not
/// guessed.
/// </summary>
internal sealed class ShellResolver(RepositoryMap map) : IResolver
{
    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var import in file.Facts.Imports)
            if (import.Specifier.StartsWith('/') || import.Specifier.StartsWith('~'))
                resolution.External(import.Specifier, stdlib: false);
            else if (
                new[] { file.Folder, "" }
                    .Select(folder => RepoPath.Join(folder, import.Specifier))
                    .FirstOrDefault(path => path is not null && map.IsFile(path)) is
                { } found
            )
                resolution.File(found, import.Kind, import.Line);
            else
                resolution.Unresolved(import.Specifier, import.Line);
    }
}
