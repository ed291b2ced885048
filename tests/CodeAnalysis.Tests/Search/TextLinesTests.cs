using System.Text;

namespace YudaiV3.CodeAnalysis.Search;

public sealed class TextLinesTests
{
    [Theory]
    [InlineData("a\nb\nc", 1, int.MaxValue, 3, 3, "a\nb\nc")]
    [InlineData("a\nb\nc\n", 2, 2, 3, 2, "b\n")]
    [InlineData("a\r\nb", 1, 1, 2, 1, "a\r\n")]
    [InlineData("a\n\n", 2, 9, 2, 2, "\n")]
    [InlineData("", 1, 5, 0, 0, "")]
    [InlineData("a\n", 7, 9, 1, 6, "")]
    public void Take_returns_whole_lines(string text, int start, int end, int total, int last, string expected) =>
        Assert.Equal(
            new TextLines(total, start, last, expected),
            TextLines.Take(Encoding.UTF8.GetBytes(text), start, end)
        );

    [Fact]
    public void Take_stops_at_its_limits()
    {
        var many = TextLines.Take(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 5_000))), 1_001, 5_000);
        Assert.Equal((5_000, 3_000), (many.TotalLines, many.End));

        var line = new string('é', 50_000) + "\n";
        var large = TextLines.Take(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 4))), 1, 4);
        Assert.Equal((2, line + line), (large.End, large.Text));

        var one = TextLines.Take(Encoding.UTF8.GetBytes("x" + new string('é', 200_000)), 1, 1);
        Assert.Equal((1, 1), (one.TotalLines, one.End));
        Assert.Equal("x" + new string('é', (TextLines.MaxBytes - 1) / 2), one.Text);
    }
}
