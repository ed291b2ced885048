using System.Collections.Concurrent;

namespace YudaiV3.Testing.FakeGitHub;

/// <summary>The repositories of this GitHub. Names are case-insensitive.</summary>
public sealed class GitHubRepositories(TimeProvider time)
{
    // GitHub's ids no longer fit into 32 bits.
    private static long _lastId = Random.Shared.NextInt64(3_000_000_000, 4_000_000_000);

    private readonly ConcurrentDictionary<string, FakeRepository> _repositories = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _moved = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a repository with the default branch <c>main</c> and no commit.</summary>
    public FakeRepository Add(GitHubPerson owner, string name, bool isPrivate = false)
    {
        var repository = new FakeRepository(NewId(), owner, name, time) { Private = isPrivate };
        return _repositories[repository.FullName] = repository;
    }

    public FakeRepository? Find(string owner, string name) => _repositories.GetValueOrDefault($"{owner}/{name}");

    public FakeRepository? Find(long id) => _repositories.Values.FirstOrDefault(repository => repository.Id == id);

    /// <summary>Renames a repository. Requests for the old name are redirected to its id.</summary>
    public void Rename(FakeRepository repository, string name)
    {
        _repositories.TryRemove(repository.FullName, out _);
        _moved[repository.FullName] = "";
        var old = repository.FullName;
        repository.Name = name;
        _repositories[repository.FullName] = repository;
        _moved[old] = repository.FullName;
    }

    public void Delete(FakeRepository repository) => _repositories.TryRemove(repository.FullName, out _);

    internal FakeRepository? Moved(string owner, string name) =>
        _moved.TryGetValue($"{owner}/{name}", out var to) ? _repositories.GetValueOrDefault(to) : null;

    internal IEnumerable<FakeRepository> All => _repositories.Values;

    internal static long NewId() => Interlocked.Increment(ref _lastId);
}
