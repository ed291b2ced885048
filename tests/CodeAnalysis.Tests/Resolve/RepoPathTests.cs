namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class RepoPathTests
{
    [Theory]
    [InlineData("a/b", "c", "a/b/c")]
    [InlineData("a/b", "../c.js", "a/c.js")]
    [InlineData("a/b", "./c//d/.", "a/b/c/d")]
    [InlineData("a", "../..", null)]
    [InlineData("", "../x", null)]
    [InlineData("a", "..", "")]
    [InlineData("", "x/", "x")]
    public void Join_follows_the_segments_and_never_leaves_the_repository(
        string folder,
        string relative,
        string? path
    ) => Assert.Equal(path, RepoPath.Join(folder, relative));

    [Fact]
    public void Join_of_a_long_path_is_the_same_as_of_a_short_one() =>
        Assert.Equal(new string('a', 500) + "/c", RepoPath.Join(new string('a', 500), "b/../c"));

    [Fact]
    public void Parts_of_a_path_are_its_folder_name_and_stem()
    {
        Assert.Equal(
            ("a/b", "c.d.e", "c.d"),
            (RepoPath.Folder("a/b/c.d.e"), RepoPath.Name("a/b/c.d.e"), RepoPath.Stem("a/b/c.d.e"))
        );
        Assert.Equal(("", ".env"), (RepoPath.Folder(".env"), RepoPath.Stem(".env")));
        Assert.Equal(["a/b", "a", ""], RepoPath.Upward("a/b"));
    }

    [Theory]
    [InlineData("", "a", true), InlineData("a", "a", true), InlineData("a", "a/b", true), InlineData("a", "ab", false)]
    public void Within_ends_at_whole_segments(string folder, string path, bool within) =>
        Assert.Equal(within, RepoPath.Within(folder, path));

    [Theory]
    [InlineData("a/b/c", "a/b/d", 2), InlineData("a/b", "ab/b", 0), InlineData("x", "x", 0)]
    public void Shared_counts_leading_folders(string one, string other, int count) =>
        Assert.Equal(count, RepoPath.Shared(one, other));
}
