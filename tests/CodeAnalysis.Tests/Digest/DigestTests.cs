using Microsoft.ML.Tokenizers;

namespace YudaiV3.CodeAnalysis.Digest;

public sealed class DigestTests
{
    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    /// <summary>
    /// Texts of many kinds: code, prose, other scripts, blank lines, line ends of Windows, data, what begins or ends in
    /// odd places.
    /// </summary>
    private static IEnumerable<(string Path, string Text)> Files(int seed)
    {
        var random = new Random(seed);
        string[] pieces =
        [
            "public sealed class A\n{\n    // note\n}\n",
            "The quick brown fox. ",
            "数百の漢字、かな。",
            "\r\n\r\n",
            "\t\tindented();\n",
            "=== fake ===\n",
            "//\n/",
            "🙂👩‍👩‍👧",
            "x = [1, 2, 345678];\n",
            "YWJjZGVmZ2hpamtsbW5vcA==",
            "'s don't ",
            "   \n  ",
            new('a', 300),
            new('=', 250),
            new(' ', 400),
            "\u0301\u0302",
            "\uD800",
        ];
        for (var file = 0; ; file++)
            yield return (
                $"src/file{file}.cs",
                string.Concat(Enumerable.Range(0, random.Next(1, 200)).Select(_ => pieces[random.Next(pieces.Length)]))
            );
    }

    [Theory]
    [
        InlineData(1),
        InlineData(10),
        InlineData(40),
        InlineData(100),
        InlineData(333),
        InlineData(1_000),
        InlineData(5_000),
        InlineData(20_000)
    ]
    public void Write_never_exceeds_its_budget_and_uses_nine_tenths_of_it(int budget)
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var digest = Written(budget, seed);
            Assert.Equal(Tokenizer.CountTokens(digest.Text), digest.Tokens);
            Assert.InRange(digest.Tokens, budget < 40 ? 1 : (int)Math.Ceiling(budget * 0.9), budget);
            Assert.True(digest.Truncated);
        }
    }

    [Fact]
    public void Write_every_budget_of_the_smallest_never_exceeds_it()
    {
        for (var budget = 1; budget < 150; budget++)
            Assert.InRange(Tokenizer.CountTokens(Written(budget, budget).Text), 0, budget);
    }

    [Fact]
    public void Write_what_has_room_is_whole()
    {
        var writer = new DigestWriter("owner/repo", 1_000);
        writer.Add("a.py", "print('a')\n\n");
        writer.Add("b.py", "print('b')");
        var digest = writer.Complete(hasMore: false);
        Assert.Equal("owner/repo\n=== a.py ===\nprint('a')\n=== b.py ===\nprint('b')\n", digest.Text);
        Assert.Equal(
            (2, false, Tokenizer.CountTokens(digest.Text)),
            (digest.FilesIncluded, digest.Truncated, digest.Tokens)
        );
    }

    [Fact]
    public void Plan_takes_the_most_depended_on_first()
    {
        var reading = Snapshots.Reading(
            "a.py: c.py",
            "b.py: c.py a.py",
            "c.py:",
            "README.md:",
            "tests/t.py:",
            "Logo.png:"
        );
        Assert.Equal(
            ["c.py", "a.py", "b.py", "README.md", "tests/t.py"],
            DigestPlan.Select(reading, path => path != "Logo.png", 1_000, out var all)
        );
        Assert.True(all);
    }

    [Fact]
    public void Plan_reads_no_more_than_may_have_room()
    {
        var reading = Snapshots.Reading([.. Enumerable.Range(0, 5_000).Select(i => $"f{i:0000}.py:")]);
        Assert.InRange(DigestPlan.Select(reading, _ => true, 100, out var all).Length, 10, 300);
        Assert.False(all);
    }

    private static RepositoryDigest Written(int budget, int seed)
    {
        var writer = new DigestWriter($"Repository owner/repo at {seed:x8}", budget);
        foreach (var (path, text) in Files(seed))
        {
            writer.Add(path, text);
            if (writer.IsFull)
                break;
        }
        return writer.Complete(hasMore: true);
    }
}
