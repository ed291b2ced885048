namespace YudaiV3.Issues;

public sealed class IssueTemplateTests
{
    [Fact]
    public void Markdown_gives_its_headings_and_what_its_front_matter_names()
    {
        var template = IssueTemplate.Parse(
            "bug.md",
            "---\r\nname: Bug\r\nabout: 'It: breaks'\r\nlabels: bug, help wanted\r\nassignees: ['mona', octo]\r\n---\r\n\r\n**What**\r\n\r\n---\r\n**How**\r\n"
        )!;
        Assert.Equal("**What**\n\n---\n**How**", template.Body);
        Assert.Equal(["bug", "help wanted"], template.Labels);
        Assert.Equal(["mona", "octo"], template.Assignees);
    }

    [Fact]
    public void Form_gives_a_heading_for_each_question()
    {
        var template = IssueTemplate.Parse(
            "bug.yml",
            """
            name: Bug
            labels: [bug]
            body:
              - type: markdown
                attributes:
                  value: Thanks!
              - type: textarea
                id: what
                attributes:
                  label: What happened?
              - type: input
                attributes: { label: "Version" }
            """
        )!;
        Assert.Equal("### What happened?\n\n### Version", template.Body);
        Assert.Equal(["bug"], template.Labels);
        Assert.Empty(template.Assignees);
    }

    [Theory]
    [InlineData("a.md", "")]
    [InlineData("a.md", "---\nlabels: bug\n---\n")]
    [InlineData("a.yml", "{[not yaml")]
    [InlineData("a.yml", "- a list")]
    [InlineData("a.yml", "body: nothing")]
    public void Template_without_text_is_none(string name, string text) => Assert.Null(IssueTemplate.Parse(name, text));

    [Theory]
    [InlineData("---\nlabels: bug\n# Never closed")]
    [InlineData("---\n{[broken\n---\n# Body")]
    public void Front_matter_that_is_none_names_nothing(string text) =>
        Assert.Empty(IssueTemplate.Parse("a.md", text)!.Labels);

    [Theory]
    [InlineData("The page crashes", "bug_report.yml")]
    [InlineData("Add a dark mode", "feature.md")]
    public void Choose_takes_the_one_for_trouble_or_for_wishes(string wish, string chosen) =>
        Assert.Equal(chosen, IssueTemplates.Choose(["config.yml", "bug_report.yml", "feature.md", "a.txt"], wish));

    [Fact]
    public void Choose_takes_the_first_where_none_is_called_so_and_none_where_there_is_none()
    {
        Assert.Equal("a.md", IssueTemplates.Choose(["z.md", "a.md"], "x"));
        Assert.Null(IssueTemplates.Choose(["config.yml", "readme.txt"], "x"));
    }
}
