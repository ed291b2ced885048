namespace YudaiV3.Silo.RepoIngest;

public sealed class LocalFoldersTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("yudai-test-folders-");
    private readonly LocalFolders _folders;

    public LocalFoldersTests()
    {
        foreach (var folder in (string[])["app", "team/app", "team/inner/app", "bare.git"])
            _root.CreateSubdirectory(folder);
        _folders = new([_root.FullName]);
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("app", "app")]
    [InlineData("local/app", "app")]
    [InlineData("team/app", "team/app")]
    [InlineData("team.inner/app", "team/inner/app")]
    [InlineData("bare", "bare.git")]
    [InlineData("local/bare", "bare.git")]
    [InlineData("other/app", null)]
    [InlineData("local/../app", null)]
    [InlineData("./app", "app")]
    [InlineData(".etc/passwd", null)]
    public void Find_accepts_the_names_of_results_and_nothing_outside(string path, string? expected) =>
        Assert.Equal(expected is null ? null : Path.Combine(_root.FullName, expected), _folders.Find(path));

    [Fact]
    public void Find_accepts_the_last_two_folders_of_a_path() =>
        Assert.Equal(Path.Combine(_root.FullName, "app"), _folders.Find($"{_root.Name}/app"));

    [Theory]
    [InlineData("app", "local")]
    [InlineData("team/app", "team")]
    [InlineData("team/inner/app", "team.inner")]
    public void OwnerOf_tells_repositories_with_the_same_last_name_apart(string folder, string expected) =>
        Assert.Equal(expected, _folders.OwnerOf(Path.Combine(_root.FullName, folder)));
}
