using System.Text;
using LibGit2Sharp;

namespace YudaiV3.Silo.RepoIngest;

public sealed class LocalHistoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly Repository _git;
    private int _minute;

    public LocalHistoryTests() => _git = new Repository(Repository.Init(_folder, isBare: true));

    [Fact]
    public void Read_gives_the_commits_up_to_one_with_what_they_changed()
    {
        var first = Commit("first", [], ("a.py", "1"), ("b.py", "1"));
        var second = Commit("Change a", [first], ("a.py", "2"), ("b.py", "1"));
        var third = Commit("Move b", [second], ("a.py", "2"), ("src/b.py", "1"));
        var later = Commit("later", [third], ("a.py", "3"), ("src/b.py", "1"));
        var history = LocalHistory.Read(_git, third.Sha);
        Assert.Equal(["Move b", "Change a"], history.Commits.Select(commit => commit.Message));
        Assert.Equal(["b.py", "src/b.py"], history.Commits[0].Paths.Order(StringComparer.Ordinal));
        Assert.Equal(["a.py"], history.Commits[1].Paths);
        Assert.Equal(3, LocalHistory.Read(_git, later.Sha).Commits.Length);
    }

    [Fact]
    public void Read_leaves_out_merges_and_knows_no_commit_that_is_not_there()
    {
        var first = Commit("first", [], ("a.py", "1"));
        var one = Commit("one", [first], ("a.py", "2"));
        var other = Commit("other", [first], ("a.py", "1"), ("c.py", "1"));
        var merge = Commit("merge", [one, other], ("a.py", "2"), ("c.py", "1"));
        Assert.Equal(
            ["one", "other"],
            LocalHistory.Read(_git, merge.Sha).Commits.Select(commit => commit.Message).Order(StringComparer.Ordinal)
        );
        Assert.Empty(LocalHistory.Read(_git, new string('0', 40)).Commits);
    }

    public void Dispose()
    {
        _git.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Commit Commit(string message, Commit[] parents, params (string Path, string Text)[] files)
    {
        var tree = new TreeDefinition();
        foreach (var (path, text) in files)
            tree.Add(
                path,
                _git.ObjectDatabase.CreateBlob(new MemoryStream(Encoding.UTF8.GetBytes(text))),
                Mode.NonExecutableFile
            );
        var author = new Signature("ann", "ann@example.org", DateTimeOffset.UnixEpoch.AddMinutes(_minute++));
        return _git.ObjectDatabase.CreateCommit(
            author,
            author,
            message,
            _git.ObjectDatabase.CreateTree(tree),
            parents,
            prettifyMessage: false
        );
    }
}
