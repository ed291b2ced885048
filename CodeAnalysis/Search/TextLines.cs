using System.Text;

namespace YudaiV3.CodeAnalysis.Search;

/// <summary>Some lines of a text.</summary>
/// <param name="TotalLines">Of the whole text. What follows the last line break is a line if it is not empty.</param>
/// <param name="Start">The first line, from 1.</param>
/// <param name="End">The last line. Less than was asked for if the text ends before it or a limit was reached.</param>
/// <param name="Text">The lines with their ends.</param>
public sealed record TextLines(int TotalLines, int Start, int End, string Text)
{
    public const int MaxLines = 2_000,
        MaxBytes = 256 * 1024;

    /// <summary>Takes whole lines up to the limits. Only a line that is longer than the limit is cut.</summary>
    /// <param name="text">In UTF-8.</param>
    /// <param name="start">The first line, from 1.</param>
    /// <param name="end">The last line.</param>
    public static TextLines Take(ReadOnlySpan<byte> text, int start, int end)
    {
        var total = text.Count((byte)'\n') + (text.IsEmpty || text[^1] == '\n' ? 0 : 1);
        var rest = Skip(text, start - 1);
        end = (int)Math.Min(Math.Min(end, total), (long)start + MaxLines - 1);
        var (length, line) = (0, start - 1);
        while (line < end)
        {
            var next = rest[length..].IndexOf((byte)'\n') is >= 0 and var found ? length + found + 1 : rest.Length;
            if (next > MaxBytes)
                break;
            (length, line) = (next, line + 1);
        }
        if (line < start && start <= total)
            (length, line) = (CutLength(rest), start);
        return new(total, start, line, Encoding.UTF8.GetString(rest[..length]));
    }

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> text, int lines)
    {
        while (lines-- > 0 && !text.IsEmpty)
            text = text.IndexOf((byte)'\n') is >= 0 and var end ? text[(end + 1)..] : [];
        return text;
    }

    /// <summary>As much as may be returned, without a part of a character at its end.</summary>
    private static int CutLength(ReadOnlySpan<byte> line)
    {
        var length = MaxBytes;
        while ((line[length] & 0xC0) == 0x80)
            length--;
        return length;
    }
}
