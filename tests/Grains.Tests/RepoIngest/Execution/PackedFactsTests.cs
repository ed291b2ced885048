using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Execution;

public sealed class PackedFactsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000)]
    public void Facts_that_were_packed_are_what_they_were(int imports)
    {
        var text = string.Concat(Enumerable.Range(0, imports).Select(n => $"import module{n}\n"));
        var known = Pack(text);
        Assert.Equal(Scanner.Scan(SourceLanguage.Python, text).Imports, known.Read().Imports, (one, other) =>
            one!.Specifier == other!.Specifier && one.Line == other.Line
        );
        Assert.Equal("größe find", known.Names);
        Assert.False(known.IsLeftOut);
    }

    [Fact]
    public void Facts_of_a_large_text_take_less_room_than_half_of_it()
    {
        var text = string.Concat(Enumerable.Range(0, 3_000).Select(n => $"import module{n}\n"));
        Assert.InRange(Pack(text).Bytes, 1, text.Length / 2);
    }

    [Fact]
    public void What_has_no_room_for_its_facts_keeps_its_names_and_tokens()
    {
        var known = new PackedFacts(Text("import os\n"), null);
        Assert.True(known.IsLeftOut);
        Assert.Empty(known.Read().Imports);
        Assert.Equal(("größe find", 7), (known.Names, known.Tokens));
    }

    public void Dispose() => _services.Dispose();

    private PackedFacts Pack(string text) => new(Text(text), _services.GetRequiredService<Serializer<FileFacts>>());

    private static AnalyzedText Text(string text) =>
        new()
        {
            Hash = "hash",
            Tokens = 7,
            Names = "größe find",
            Facts = Scanner.Scan(SourceLanguage.Python, text),
        };
}
