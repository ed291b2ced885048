namespace YudaiV3.Page.Tests.Markdown;

/// <summary>The examples of CommonMark's specification. <c>canonical.js</c> lists deliberate differences.</summary>
[Collection(MarkdownTestGroup.Name)]
public sealed class CommonMarkTests(MarkdownFixture fixture)
{
    private const int ExampleCount = 652;

    /// <summary>The examples that are not supported, and why. An example that passes must leave the list.</summary>
    private static readonly (string Reason, int[] Numbers)[] NotSupported =
    [
        ("HTML blocks stay text, and Markdown in them is Markdown", [.. Enumerable.Range(148, 44), 21, 31, 308, 309]),
        (
            "HTML tags stay text, and Markdown in them is Markdown",
            [
                201,
                344,
                475,
                476,
                477,
                491,
                494,
                524,
                536,
                .. Enumerable.Range(613, 5),
                623,
                .. Enumerable.Range(625, 7),
                642,
                643,
            ]
        ),
        ("bare URLs are links, as on GitHub", [602, 608, 611]),
        ("of the names of characters only those of HTML 4 are known", [25]),
    ];

    [Fact]
    public async Task Examples_of_the_specification_are_shown_as_it_expects()
    {
        var examples = await CommonMarkSpecification.Examples();
        Assert.SkipWhen(examples is null, "The specification cannot be fetched: npm or its registry is not available.");
        var page = await fixture.Open();

        var shown = await page.Show(examples.Select(example => example.Markdown));
        var expected = await page.Expect(examples.Select(example => example.Html));

        var passed = examples
            .Where((_, index) => shown[index] == expected[index])
            .Select(example => example.Number)
            .ToHashSet();
        var notSupported = NotSupported.SelectMany(group => group.Numbers).ToHashSet();
        TestContext.Current.SendDiagnosticMessage("{0} of {1} examples pass", passed.Count, examples.Count);
        Assert.Empty(
            from example in examples
            let isPassed = passed.Contains(example.Number)
            where isPassed == notSupported.Contains(example.Number)
            let index = example.Number - 1
            select $"""
            Example {example.Number} ({example.Section}) {(isPassed ? "passes, but is listed" : "fails")}:
            {example.Markdown}
            expected: {expected[index]}
            shown:    {shown[index]}
            """
        );
        Assert.Equal(ExampleCount, examples.Count);
        Assert.Equal(ExampleCount - notSupported.Count, passed.Count);
        Assert.Empty(page.ConsoleErrors);
    }
}
