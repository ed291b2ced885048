using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace YudaiV3.Bench.Live;

/// <summary>Times that travel inside of texts: <c>@@</c> and sixteen hexadecimal digits of the clock.</summary>
internal static class Stopwatches
{
    public const string Blank = "@@0000000000000000";

    public static string Text() => $"@@{Stopwatch.GetTimestamp():X16}";

    /// <summary>Where in <paramref name="bytes"/> the digits of the first one are.</summary>
    public static int Find(ReadOnlySpan<byte> bytes) => bytes.IndexOf(Encoding.ASCII.GetBytes(Blank)) + 2;

    public static void Set(Span<byte> digits)
    {
        if (!Stopwatch.GetTimestamp().TryFormat(digits, out _, "X16"))
            throw new InvalidOperationException("The time has no room.");
    }

    /// <summary>Milliseconds since the first one in the text was set; null where there is none.</summary>
    public static double? Elapsed(ReadOnlySpan<byte> text) =>
        text.IndexOf("@@"u8) is >= 0 and var at && Utf8Parser.TryParse(text.Slice(at + 2, 16), out long set, out _, 'X')
            ? Stopwatch.GetElapsedTime(set).TotalMilliseconds
            : null;
}
