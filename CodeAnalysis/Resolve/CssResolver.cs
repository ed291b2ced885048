using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Style sheets: relative to the file, in SCSS also without extension, as a partial or as a folder's index.
/// </summary>
internal sealed class CssResolver(RepositoryMap map) : IResolver
{
    public void Resolve(SourceFile file, ResolutionBuilder resolution)
    {
        foreach (var import in file.Facts.Imports)
        {
            var specifier = import.Specifier.Split('?', '#')[0];
            if (specifier.StartsWith("sass:", StringComparison.Ordinal))
                resolution.External(specifier, stdlib: true);
            else if (
                specifier.Contains("://", StringComparison.Ordinal)
                || specifier.StartsWith("//", StringComparison.Ordinal)
            )
                resolution.External(import.Specifier, stdlib: false);
            else if (
                specifier.Length > 0
                && Find(file.Folder, specifier, file.Language == SourceLanguage.Scss) is { } found
            )
                resolution.File(found, import.Kind, import.Line);
            else if (
                specifier.StartsWith('~')
                || !specifier.StartsWith('.')
                    && !specifier.StartsWith('/')
                    && (specifier.Contains('/') || !specifier.Contains('.'))
            )
                resolution.External(Package(specifier.TrimStart('~')), stdlib: false);
            else
                resolution.Unresolved(import.Specifier, import.Line);
        }
    }

    private string? Find(string folder, string specifier, bool scss)
    {
        if (RepoPath.Join(folder, specifier) is not { } path)
            return null;
        var (home, name) = (RepoPath.Folder(path), RepoPath.Name(path));
        string[] guesses = scss
            ?
            [
                path,
                $"{path}.scss",
                $"{path}.sass",
                $"{path}.css",
                RepoPath.Under(home, $"_{name}"),
                RepoPath.Under(home, $"_{name}.scss"),
                RepoPath.Under(home, $"_{name}.sass"),
                $"{path}/_index.scss",
                $"{path}/index.scss",
                $"{path}/_index.sass",
                $"{path}/index.sass",
            ]
            : [path];
        return guesses.FirstOrDefault(map.IsFile);
    }

    private static string Package(string specifier) =>
        specifier.Split('/') is [['@', ..] scope, var name, ..] ? $"{scope}/{name}" : specifier.Split('/')[0];
}
