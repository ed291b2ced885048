namespace YudaiV3.CodeAnalysis;

/// <summary>
/// Determines what a file is for by its path: first by its whole name, then by whether it is a test, then by its
/// extension.
/// </summary>
public static class FileCategories
{
    public static FileCategory FromPath(string path)
    {
        var lower = path.ToLowerInvariant();
        var name = lower[(lower.LastIndexOf('/') + 1)..];
        if (FileCategoryTables.Names.TryGetValue(name, out var named))
            return named;
        var extension = name.LastIndexOf('.') is >= 0 and var dot ? name[(dot + 1)..] : "";
        var category = FromExtension(extension, name) ?? FromNameOrFolder(lower, name, extension);
        return
            category is FileCategory.SourceCode or FileCategory.WebFiles or FileCategory.Scripts
            && TestPaths.IsTest(lower)
            ? FileCategory.Tests
            : category;
    }

    private static FileCategory? FromExtension(string extension, string name)
    {
        if (extension.Length == 0 || !FileCategoryTables.Extensions.TryGetValue(extension, out var category))
            return null;
        return extension == "txt" && name.StartsWith("requirements", StringComparison.Ordinal)
            ? FileCategory.DependencyFiles
            : category;
    }

    private static FileCategory FromNameOrFolder(string path, string name, string extension)
    {
        // "Dockerfile.dev", "README.de" and ".env.local" count as the name before the dot.
        if (
            name.Length > 0
            && name.IndexOf('.', 1) is > 0 and var first
            && FileCategoryTables.Names.TryGetValue(name[..first], out var category)
        )
            return category;
        if (path.StartsWith(".git/", StringComparison.Ordinal))
            return FileCategory.GitFiles;
        if (name.StartsWith('.') && (EndsIn("rc") || EndsIn("ignore")))
            return FileCategory.Configuration;
        return extension.Length == 0 && (IsIn("bin/") || IsIn("scripts/") || IsIn(".husky/"))
            ? FileCategory.Scripts
            : FileCategory.Uncategorized;

        bool EndsIn(string ending) => name.EndsWith(ending, StringComparison.Ordinal);
        bool IsIn(string folder) => path.StartsWith(folder, StringComparison.Ordinal);
    }
}
