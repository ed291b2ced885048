using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Execution;

public sealed class PackedFactsSetTests : IDisposable
{
    private const int MaxBytes = 4_000;

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly AnalyzedText[] _texts =
    [
        .. Enumerable
            .Range(0, 40)
            .Select(n => new AnalyzedText
            {
                Hash = $"{n * 7919 % 40:x40}",
                Tokens = n,
                Facts = Scanner.Scan(
                    SourceLanguage.Python,
                    string.Concat(Enumerable.Range(0, 1 + n * 13 % 17).Select(i => $"import module{n}x{i}\n"))
                ),
            }),
    ];

    [Fact]
    public void Facts_that_are_left_out_are_the_same_in_every_order_of_the_answers()
    {
        var random = new Random(5);
        var expected = Kept(All(_texts));
        Assert.InRange(expected.Length, 1, _texts.Length - 1);
        for (var round = 0; round < 50; round++)
        {
            random.Shuffle(_texts);
            Assert.Equal(expected, Kept(All(_texts)));
        }
    }

    [Fact]
    public void Facts_that_are_left_out_do_not_depend_on_what_was_known_before()
    {
        var random = new Random(6);
        var used = _texts[..30];
        var expected = Kept(All(used));
        for (var round = 0; round < 50; round++)
        {
            random.Shuffle(_texts);
            var facts = Set();
            foreach (var text in _texts.Take(random.Next(40)))
                facts.AddKnown(Key(text), text);
            foreach (var text in _texts.Intersect(used))
                if (!facts.Use(Key(text)))
                    facts.AddUsed(Key(text), text); // is analyzed again
            Assert.Equal(expected, Kept(facts, used));
        }
    }

    [Fact]
    public void Facts_that_are_left_out_keep_their_tokens()
    {
        var facts = All(_texts);
        Assert.All(_texts, text => Assert.Equal(text.Tokens, facts.Find(Key(text))!.Tokens));
        Assert.Equal(facts.LeftOut, _texts.Length - Kept(facts).Length);
    }

    public void Dispose() => _services.Dispose();

    private static ContentKey Key(AnalyzedText text) => new(text.Hash, text.Language);

    private PackedFactsSet Set() =>
        new(_services.GetRequiredService<Serializer<FileFacts>>(), MaxBytes, maxDeclared: 1_000);

    private PackedFactsSet All(IEnumerable<AnalyzedText> texts)
    {
        var facts = Set();
        foreach (var text in texts)
            facts.AddUsed(Key(text), text);
        return facts;
    }

    private string[] Kept(PackedFactsSet facts, IEnumerable<AnalyzedText>? of = null) =>
        [
            .. (of ?? _texts)
                .Where(text => facts.Find(Key(text)) is { IsLeftOut: false })
                .Select(text => text.Hash)
                .Order(StringComparer.Ordinal),
        ];
}
