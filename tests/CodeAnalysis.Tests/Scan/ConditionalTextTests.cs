namespace YudaiV3.CodeAnalysis.Scan;

public sealed class ConditionalTextTests
{
    private const string Text = "#if OWN\nclass A { }\n#else\nclass B { }\n#endif\n";

    [Fact]
    public void Scan_reads_the_text_again_with_the_symbols_of_a_project()
    {
        var packed = ConditionalText.From(Text)!;
        Assert.Equal("A", Assert.Single(packed.Scan(new HashSet<string> { "OWN" }).Declarations).Name);
        Assert.Equal("B", Assert.Single(packed.Scan(new HashSet<string>()).Declarations).Name);
    }

    [Fact]
    public void From_a_text_that_is_too_long_is_null() => Assert.Null(ConditionalText.From(new string(' ', 1_000_001)));
}
