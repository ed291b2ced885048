using LibGit2Sharp;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Bench.Ingest;

/// <summary>Where repositories are that hold the same tree.</summary>
internal interface IRepositoryHost
{
    /// <summary>Adds one more, and gives what it is asked for by.</summary>
    Task<string> Add();

    /// <summary>Commits the tree with one file changed.</summary>
    Task Change(string name, string line);
}

/// <summary>GitHub, as far as archives are concerned.</summary>
internal sealed class ArchiveHost(GitHubServer github, SourceTree tree) : IRepositoryHost
{
    private readonly GitHubPerson _owner = github.People.Add("octo", "Octo", "octo@example.org");
    private readonly Dictionary<string, FakeRepository> _repositories = [];
    private readonly byte[] _archive = tree.Archive();

    public Task<string> Add()
    {
        var repository = github.Repositories.Add(_owner, $"bench{_repositories.Count}");
        repository.Commit("first");
        repository.Archive = body => body.WriteAsync(_archive).AsTask();
        _repositories.Add(repository.FullName, repository);
        return Task.FromResult(repository.FullName);
    }

    public Task Change(string name, string line)
    {
        var archive = tree.Changed(line).Archive();
        _repositories[name].Commit(line);
        _repositories[name].Archive = body => body.WriteAsync(archive).AsTask();
        return Task.CompletedTask;
    }
}

/// <summary>Bare repositories in a folder, packed as a clone is.</summary>
internal sealed class LocalHost(string folder, SourceTree tree) : IRepositoryHost
{
    private int _count;

    public Task<string> Add()
    {
        var name = $"bench{_count++}.git";
        using var repository = new Repository(Repository.Init(Path.Combine(folder, name), isBare: true));
        Commit(repository, tree);
        var objects = Path.Combine(folder, name, "objects");
        repository.ObjectDatabase.Pack(new PackBuilderOptions(Path.Combine(objects, "pack")));
        foreach (var loose in new DirectoryInfo(objects).EnumerateDirectories().Where(inner => inner.Name.Length == 2))
            loose.Delete(recursive: true);
        return Task.FromResult(name);
    }

    public Task Change(string name, string line)
    {
        using var repository = new Repository(Path.Combine(folder, name));
        Commit(repository, tree.Changed(line));
        return Task.CompletedTask;
    }

    private static void Commit(Repository repository, SourceTree tree)
    {
        var (definition, who) = (
            new TreeDefinition(),
            new Signature("ann", "ann@example.org", DateTimeOffset.UnixEpoch)
        );
        foreach (var (path, content) in tree.Files)
            definition.Add(
                path,
                repository.ObjectDatabase.CreateBlob(new MemoryStream(content)),
                Mode.NonExecutableFile
            );
        var commit = repository.ObjectDatabase.CreateCommit(
            who,
            who,
            "commit",
            repository.ObjectDatabase.CreateTree(definition),
            repository.Branches["main"]?.Tip is { } parent ? [parent] : [],
            prettifyMessage: false
        );
        repository.Refs.Add("refs/heads/main", commit.Id, allowOverwrite: true);
        repository.Refs.UpdateTarget("HEAD", "refs/heads/main");
    }
}
