using System.Diagnostics;
using System.Globalization;
using System.Text;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.Bench.Relevance;

/// <summary>A Git directory, read with the <c>git</c> of this machine.</summary>
internal sealed class GitMirror(string folder)
{
    /// <summary>Looks for a repository under <paramref name="root"/> by the usual ways to name its mirror.</summary>
    public static GitMirror? Find(string root, string repository)
    {
        string[] folders =
        [
            $"{repository.Replace('/', '+')}/repo",
            repository.Replace('/', '+'),
            repository,
            $"{repository}/.git",
            $"{repository}.git",
        ];
        var found = folders
            .Select(name => Path.Combine(root, name))
            .FirstOrDefault(name => Directory.Exists(Path.Combine(name, "objects")));
        return found is null ? null : new GitMirror(found);
    }

    /// <summary>The regular files of a commit with their contents, in the order of their paths.</summary>
    public async Task<IReadOnlyList<(string Path, byte[] Content)>> Files(string commit)
    {
        var tree = Text(await Run($"ls-tree -r -z --full-tree {commit}"))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(entry => entry.StartsWith("100", StringComparison.Ordinal))
            .Select(entry => (Path: entry[(entry.IndexOf('\t') + 1)..], Blob: entry.Split(' ', '\t')[2]))
            .OrderBy(entry => entry.Path, StringComparer.Ordinal)
            .ToArray();
        var blobs = tree.Select(entry => entry.Blob).Distinct().ToArray();
        var contents = new Dictionary<string, byte[]>();
        var all = await Run("cat-file --batch", string.Join('\n', blobs) + "\n");
        var at = 0;
        foreach (var blob in blobs)
        {
            var end = Array.IndexOf(all, (byte)'\n', at);
            var size = int.Parse(Text(all[at..end]).Split(' ')[2], CultureInfo.InvariantCulture);
            contents[blob] = all[(end + 1)..(end + 1 + size)];
            at = end + size + 2;
        }
        return [.. tree.Select(entry => (entry.Path, contents[entry.Blob]))];
    }

    /// <summary>The commits up to this one, itself included, the newest first.</summary>
    public async Task<CommitHistory> History(string commit)
    {
        var log = Text(
            await Run(
                $"log -n {CommitHistory.MaxCommits} --no-merges --no-renames --name-only --format=%x01%B%x02 {commit}"
            )
        );
        return new()
        {
            Commits =
            [
                .. log.Split('\x01', StringSplitOptions.RemoveEmptyEntries)
                    .Select(entry => entry.Split('\x02'))
                    .Select(entry => new PastCommit(
                        entry[0].Trim(),
                        [.. entry[1].Split('\n', StringSplitOptions.RemoveEmptyEntries)]
                    )),
            ],
        };
    }

    private async Task<byte[]> Run(string arguments, string input = "")
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", $"--git-dir \"{folder}\" {arguments}")
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        using var output = new MemoryStream();
        var reading = git.StandardOutput.BaseStream.CopyToAsync(output);
        await git.StandardInput.WriteAsync(input);
        git.StandardInput.Close();
        await reading;
        await git.WaitForExitAsync();
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git {arguments.Split(' ')[0]} failed in {folder}.");
        return output.ToArray();
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
