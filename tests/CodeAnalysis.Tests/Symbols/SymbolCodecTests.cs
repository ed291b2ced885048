using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Symbols;

public sealed class SymbolCodecTests
{
    private static readonly ImmutableArray<ImmutableArray<Symbol>> Files =
    [
        SymbolReader.Read(SourceLanguage.Python, "class Ä:\n  def b(self):\n    pass\n  def c(self): pass\nXS = 1\n"),
        [],
        SymbolReader.Read(SourceLanguage.Go, "package a\nfunc main() {\n}\n"),
    ];

    [Fact]
    public void Decode_gives_back_what_was_encoded()
    {
        var decoded = SymbolCodec.Decode(SymbolCodec.Encode(Files));
        Assert.NotNull(decoded);
        Assert.Equal(Files.Length, decoded.Value.Length);
        Assert.All(Files.Zip(decoded.Value), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Equal(5, Files.Sum(file => file.Length));
    }

    [Fact]
    public void Decode_of_another_version_or_of_damaged_bytes_is_null()
    {
        var bytes = SymbolCodec.Encode(Files);
        Assert.Null(SymbolCodec.Decode([(byte)(SymbolCodec.Version + 1), .. bytes[1..]]));
        for (var length = 0; length < bytes.Length; length++)
            Assert.Null(SymbolCodec.Decode(bytes.AsSpan(0, length)));
        for (var at = 1; at < bytes.Length; at++)
            SymbolCodec.Decode([.. bytes[..at], (byte)~bytes[at], .. bytes[(at + 1)..]]);
    }
}
