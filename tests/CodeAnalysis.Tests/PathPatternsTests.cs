namespace YudaiV3.CodeAnalysis;

public sealed class PathPatternsTests
{
    [Theory]
    [InlineData("*.py", "a.py", true), InlineData("*.py", "src/a.py", true), InlineData("*.py", "a.pyc", false)]
    [InlineData("/a.py", "a.py", true), InlineData("/a.py", "src/a.py", false)]
    [
        InlineData("src", "src/deep/a", true),
        InlineData("src/", "src/a", true),
        InlineData("src/", "src", false),
        InlineData("lib/src", "x/lib/src/a", false)
    ]
    [
        InlineData("docs/*.md", "docs/a.md", true),
        InlineData("docs/*.md", "docs/b/a.md", false),
        InlineData("docs/**/*.md", "docs/a.md", true),
        InlineData("docs/**/*.md", "docs/b/c/a.md", true)
    ]
    [
        InlineData("**/build", "a/b/build/x", true),
        InlineData("build/**", "build/x/y", true),
        InlineData("build/**", "build", false)
    ]
    [
        InlineData("a?c", "abc", true),
        InlineData("a?c", "a/c", false),
        InlineData("[a-c].ts", "b.ts", true),
        InlineData("[!a-c].ts", "b.ts", false),
        InlineData("[!a-c].ts", "d.ts", true),
        InlineData("[", "[", true)
    ]
    [
        InlineData("[z-a]", "b", false),
        InlineData("[]]", "]", true),
        InlineData("\\#x", "#x", true),
        InlineData("# comment", "# comment", false),
        InlineData("  ", "  ", false),
        InlineData("a\\ ", "a ", true)
    ]
    [
        InlineData("*.log\n!keep.log", "keep.log", false),
        InlineData("*.log\n!keep.log", "other.log", true),
        InlineData("logs/\n!logs/keep.log", "logs/keep.log", true)
    ]
    [InlineData("(a+)+$", "(a+)+$", true)]
    public void Match_as_git_does(string patterns, string path, bool matched) =>
        Assert.Equal(matched, new PathPatterns(patterns.Split('\n')).Matches(path));
}
