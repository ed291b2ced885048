using LibGit2Sharp;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.Silo.RepoIngest;

public sealed class LocalRepositoriesTests : IDisposable
{
    private static readonly Signature Author = new("a", "a@example.org", DateTimeOffset.UnixEpoch);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly Repository _git;

    public LocalRepositoriesTests() => _git = new Repository(Repository.Init(_folder.FullName, isBare: true));

    [Fact]
    public async Task Read_of_a_repository_that_lacks_a_file_and_a_folder_says_so_and_goes_on()
    {
        var definition = new TreeDefinition();
        foreach (var path in (string[])["a.py", "gone.py", "gone/b.py", "z/c.py"])
            definition.Add(path, Blob(path), Mode.NonExecutableFile);
        var tree = _git.ObjectDatabase.CreateTree(definition);
        var commit = _git.ObjectDatabase.CreateCommit(Author, Author, "m", tree, [], prettifyMessage: false);
        Remove(tree["gone.py"].Target);
        Remove(tree["gone"].Target);

        var local = new LocalRepositories(new LocalFolders([_folder.FullName]));
        var location = new RepositoryLocation
        {
            Owner = "local",
            Name = "r",
            Folder = LocalFolders.Resolve(_folder.FullName),
        };
        var found = new List<(string, EntryKind)>();
        await foreach (var entry in local.Read(location, commit.Sha, TestContext.Current.CancellationToken))
            found.Add((entry.Path, entry.Kind));
        Assert.Equal(
            [
                ("a.py", EntryKind.File),
                ("gone", EntryKind.Absent),
                ("gone.py", EntryKind.Absent),
                ("z/c.py", EntryKind.File),
            ],
            found.OrderBy(entry => entry.Item1, StringComparer.Ordinal)
        );
    }

    public void Dispose()
    {
        _git.Dispose();
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories))
            file.Attributes = FileAttributes.Normal;
        _folder.Delete(recursive: true);
    }

    private Blob Blob(string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return _git.ObjectDatabase.CreateBlob(content);
    }

    private void Remove(GitObject gone)
    {
        var file = Path.Combine(_folder.FullName, "objects", gone.Sha[..2], gone.Sha[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);
    }
}
