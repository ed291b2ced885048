namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class ManifestFilesTests
{
    [Theory]
    [InlineData("a/package.json", true)]
    [InlineData("go.mod", true)]
    [InlineData("Cargo.toml", true)]
    [InlineData("config/tsconfig.base.json", true)]
    [InlineData("jsconfig.json", true)]
    [InlineData("src/P.csproj", true)]
    [InlineData("Directory.Build.props", true)]
    [InlineData("other.json", false)]
    [InlineData("pyproject.toml", false)]
    public void Contains_asks_for_what_decides_imports(string path, bool contains) =>
        Assert.Equal(contains, ManifestFiles.Contains(path));
}
