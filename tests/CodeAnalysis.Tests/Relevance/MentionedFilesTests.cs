namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class MentionedFilesTests
{
    [Theory]
    [InlineData("see src/app/config.py", "src/app/config.py", true)]
    [InlineData("see `app/config.py:12`.", "src/app/config.py", true)]
    [InlineData("config.py", "src/app/config.py", true)]
    [InlineData("CONFIG.PY", "src/app/config.py", true)]
    [InlineData("app\\config.py", "src/app/config.py", true)]
    [InlineData("app.config.load fails", "src/app/config.py", true)]
    [InlineData("./app/config", "src/app/config.py", true)]
    [InlineData("the config", "src/app/config.py", false)]
    [InlineData("myconfig.py", "src/app/config.py", false)]
    [InlineData("fig.py", "src/app/config.py", false)]
    [InlineData("", "src/app/config.py", false)]
    public void Contains_finds_paths_ends_of_paths_and_modules(string text, string path, bool expected) =>
        Assert.Equal(expected, new MentionedFiles(text).Contains(path));
}
