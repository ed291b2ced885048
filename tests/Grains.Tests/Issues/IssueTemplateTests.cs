namespace YudaiV3.Issues;

public sealed class IssueTemplateTests
{
    [Fact]
    public void Parse_of_Markdown_reads_the_body_and_the_front_matter()
    {
        var template = IssueTemplate.Parse(
            "bug.md",
            "---\r\nname: Bug\r\nabout: 'It: breaks'\r\nlabels: bug, help wanted\r\nassignees: ['mona', octo]\r\n"
                + "---\r\n\r\n**What**\r\n\r\n---\r\n**How**\r\n"
        )!;
        Assert.Equal("**What**\n\n---\n**How**", template.Body);
        Assert.Equal(["bug", "help wanted"], template.Labels);
        Assert.Equal(["mona", "octo"], template.Assignees);
    }

    [Fact]
    public void Parse_of_a_form_makes_a_heading_for_each_question()
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
    public void Parse_without_text_returns_null(string name, string text) =>
        Assert.Null(IssueTemplate.Parse(name, text));

    [Theory]
    [InlineData("---\nlabels: bug\n# Never closed")]
    [InlineData("---\n{[broken\n---\n# Body")]
    public void Parse_with_invalid_front_matter_has_no_labels(string text) =>
        Assert.Empty(IssueTemplate.Parse("a.md", text)!.Labels);
}
