using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>A compressed C# text that is scanned again with the symbols of a project.</summary>
public sealed record ConditionalText
{
    // Longer texts are only scanned without symbols.
    private const int MaxLength = 1_000_000;

    public ImmutableArray<byte> Packed { get; init; } = [];

    public static ConditionalText? From(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength)
            return null;
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(Encoding.UTF8.GetBytes(text.ToString()));
        return new() { Packed = [.. packed.ToArray()] };
    }

    public FileFacts Scan(IReadOnlySet<string> symbols)
    {
        using var unpacked = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream([.. Packed]), CompressionMode.Decompress))
            brotli.CopyTo(unpacked);
        return CSharpScanner.Scan(Encoding.UTF8.GetString(unpacked.GetBuffer(), 0, (int)unpacked.Length), symbols);
    }
}
