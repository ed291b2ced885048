using System.Diagnostics;
using System.Text;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Oracle;

/// <summary>A bare mirror of a public repository, read at one commit.</summary>
internal sealed class Mirror(string folder, string commit)
{
    public string Folder => folder;

    /// <summary>Looks for a repository under <paramref name="root"/> by the usual ways to name its mirror.</summary>
    public static Mirror? Find(string root, string repository, string commit)
    {
        var name = Path.GetFileName(repository);
        string[] folders =
        [
            $"{repository.Replace('/', '+')}/repo",
            repository.Replace('/', '+'),
            repository,
            $"{repository}.git",
            name,
            $"{name}.git",
        ];
        return
            folders
                .Select(folder => Path.Combine(root, folder))
                .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "objects")))
                is { } found
            ? new Mirror(found, commit)
            : null;
    }

    public async Task<RepositoryMap> Read()
    {
        var files = new List<string>();
        var sources = new List<SourceFile>();
        var manifests = new Dictionary<string, string>();
        foreach (var (path, blob) in await Tree())
        {
            files.Add(path);
            var language = SourceLanguages.FromPath(path);
            if (language is null && !ManifestFiles.Contains(path))
                continue;
            var text = Encoding.UTF8.GetString(await Git($"cat-file blob {blob}"));
            if (language is { } known)
                sources.Add(new SourceFile(path, known, Scanner.Scan(known, text)));
            if (ManifestFiles.Contains(path))
                manifests[path] = text;
        }
        return new RepositoryMap(files, sources, manifests);
    }

    private async Task<IEnumerable<(string Path, string Blob)>> Tree() =>
        Encoding
            .UTF8.GetString(await Git($"ls-tree -r -z --full-tree {commit}"))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(entry => entry.StartsWith("100", StringComparison.Ordinal))
            .Select(entry => (entry[(entry.IndexOf('\t') + 1)..], entry.Split(' ', '\t')[2]));

    private async Task<byte[]> Git(string arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", $"--git-dir \"{folder}\" {arguments}") { RedirectStandardOutput = true }
        )!;
        using var output = new MemoryStream();
        await git.StandardOutput.BaseStream.CopyToAsync(output);
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
        return output.ToArray();
    }
}
