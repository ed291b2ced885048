using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace YudaiV3.Bench.Live;

/// <summary>Timestamps inside texts: <c>@@</c> and 16 hexadecimal digits of <see cref="Stopwatch"/>.</summary>
internal static class Stopwatches
{
    public const string Blank = "@@0000000000000000";

    public static string Text() => $"@@{Stopwatch.GetTimestamp():X16}";

    /// <summary>The offset of the digits of the first empty timestamp in <paramref name="bytes"/>.</summary>
    public static int Find(ReadOnlySpan<byte> bytes) => bytes.IndexOf(Encoding.ASCII.GetBytes(Blank)) + 2;

    public static void Set(Span<byte> digits)
    {
        if (!Stopwatch.GetTimestamp().TryFormat(digits, out _, "X16"))
            throw new InvalidOperationException("The timestamp is longer than its placeholder.");
    }

    /// <summary>The milliseconds since the first timestamp in the text; null if there is none.</summary>
    public static double? Elapsed(ReadOnlySpan<byte> text) =>
        text.IndexOf("@@"u8) is >= 0 and var at && Utf8Parser.TryParse(text.Slice(at + 2, 16), out long set, out _, 'X')
            ? Stopwatch.GetElapsedTime(set).TotalMilliseconds
            : null;
}
