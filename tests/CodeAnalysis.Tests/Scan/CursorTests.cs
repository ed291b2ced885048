namespace YudaiV3.CodeAnalysis.Scan;

public sealed class CursorTests
{
    [Fact]
    public void Moves_never_pass_the_end()
    {
        var cursor = new Cursor("ab");
        cursor.Skip(5);
        Assert.True(cursor.Ended);
        Assert.Equal(('\0', '\0'), (cursor.Current, cursor.Peek(3)));
        cursor.SkipPast("x");
        cursor.SkipWord();
        Assert.Equal(2, cursor.Position);
    }

    [Fact]
    public void Line_counts_forward_and_back()
    {
        var cursor = new Cursor("a\nb\nc");
        Assert.Equal(3, cursor.Line(4));
        Assert.Equal(1, cursor.Line(0));
        Assert.Equal(2, cursor.Line(2));
    }

    [Fact]
    public void SkipWord_takes_letters_digits_and_what_lies_beyond_ASCII()
    {
        var cursor = new Cursor("größe_1$ x");
        cursor.SkipWord();
        Assert.Equal("größe_1$", cursor.From(0).ToString());
    }

    [Fact]
    public void SkipEscaped_takes_both_parts_of_a_line_end()
    {
        var cursor = new Cursor("\\\r\nx");
        cursor.SkipEscaped();
        Assert.Equal('x', cursor.Current);
    }
}
