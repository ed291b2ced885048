using System.Text;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Search;

namespace YudaiV3.RepoIngest.Packs;

public sealed class PackBuilderTests
{
    [Fact]
    public void Build_keeps_every_text_and_tells_files_without_text()
    {
        var (pack, filter) = PackBuilder.Build([
            File("a.txt", [.. Encoding.UTF8.Preamble, .. "first\n"u8]),
            new RunFile
            {
                Path = "b.png",
                Size = 9,
                Marks = FileMarks.Binary,
            },
            File("c.txt", []),
            File("d.txt", [.. "caf"u8, 0xE9, .. " au lait"u8]),
        ]);
        var open = new OpenPack(pack);

        Assert.Equal(["first\n", null, "", "café au lait"], open.Files.Select((_, place) => Text(open, place)));
        Assert.Equal([0, 1, 2, 3, -1], new[] { "a.txt", "b.png", "c.txt", "d.txt", "bb" }.Select(open.Find));
        Assert.True(new TrigramFilter(filter.Bits).MayContain("AU LAIT"));
        Assert.False(new TrigramFilter(filter.Bits).MayContain("something else"));
    }

    [Fact]
    public void Build_compresses_source_code_below_a_third()
    {
        var source = string.Concat(
            Enumerable.Range(0, 3_000).Select(number => $"    var value{number} = Read({number % 7}, text);\n")
        );
        var (pack, _) = PackBuilder.Build([File("a.cs", Encoding.UTF8.GetBytes(source))]);
        Assert.True(pack.Texts.Length * 3 < source.Length, $"{pack.Texts.Length} of {source.Length} bytes");
    }

    private static string? Text(OpenPack pack, int place) =>
        pack.Text(place) is { } text ? Encoding.UTF8.GetString(text.Span) : null;

    private static RunFile File(string path, byte[] content) =>
        new()
        {
            Path = path,
            Size = content.Length,
            Content = content,
        };
}
