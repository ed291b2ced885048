namespace YudaiV3.Issues;

public sealed class IssueTemplatesTests
{
    [Theory]
    [InlineData("The page crashes", "bug_report.yml")]
    [InlineData("Add a dark mode", "feature.md")]
    public void Choose_prefers_a_template_for_bugs_or_features(string text, string chosen) =>
        Assert.Equal(chosen, IssueTemplates.Choose(["config.yml", "bug_report.yml", "feature.md", "a.txt"], text));

    [Fact]
    public void Choose_without_a_preferred_template_returns_the_first_or_none()
    {
        Assert.Equal("a.md", IssueTemplates.Choose(["z.md", "a.md"], "x"));
        Assert.Null(IssueTemplates.Choose(["config.yml", "readme.txt"], "x"));
    }
}
