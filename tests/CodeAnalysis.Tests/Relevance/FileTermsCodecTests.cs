namespace YudaiV3.CodeAnalysis.Relevance;

public sealed class FileTermsCodecTests
{
    private static readonly FileTerms[] Files =
    [
        FileTerms.Read("class Basket { int total; } // the basket, basket, basket", ["Basket", "total"]),
        FileTerms.None,
        FileTerms.Read(string.Join(' ', Enumerable.Repeat("often", 40)) + " basket", []),
        FileTerms.Read("", ["OnlyDeclared"]),
    ];

    [Fact]
    public void Decode_gives_back_what_was_encoded()
    {
        var decoded = FileTermsCodec.Decode(FileTermsCodec.Encode(Files));
        Assert.NotNull(decoded);
        Assert.Equal(Files.Select(Text), decoded.Value.Select(Text));
    }

    [Fact]
    public void Encode_costs_few_bytes_for_a_term_of_a_file()
    {
        var files = Enumerable
            .Range(0, 64)
            .Select(file => FileTerms.Read(string.Join(' ', Words(file, 200)), []))
            .ToArray();
        Assert.True(FileTermsCodec.Encode(files).Length < 3 * files.Sum(file => file.Terms.Length));

        static IEnumerable<string> Words(int file, int count) =>
            Enumerable
                .Range(0, count)
                .Select(word => $"word{(char)('a' + word % 26)}{(char)('a' + word / 26 + file % 3)}");
    }

    [Fact]
    public void Decode_of_another_version_or_of_damaged_bytes_is_null()
    {
        var bytes = FileTermsCodec.Encode(Files);
        Assert.Null(FileTermsCodec.Decode([(byte)(FileTermsCodec.Version + 1), .. bytes[1..]]));
        Assert.Null(FileTermsCodec.Decode([]));
        for (var length = 1; length < bytes.Length; length++)
            Assert.Null(FileTermsCodec.Decode(bytes.AsSpan(0, length)));
        // Whatever a byte becomes, decoding ends without another exception.
        for (var at = 1; at < bytes.Length; at++)
            FileTermsCodec.Decode([.. bytes[..at], (byte)~bytes[at], .. bytes[(at + 1)..]]);
    }

    private static string Text(FileTerms file) =>
        $"{file.Length}: "
        + string.Join(' ', file.Terms.Select((term, at) => $"{term:x}={file.Counts[at]}/{file.Declared[at]}"));
}
