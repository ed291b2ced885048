using System.Text.RegularExpressions;

namespace YudaiV3.CodeAnalysis.Search;

public sealed class RequiredLiteralsTests
{
    [Theory]
    [InlineData("Session", "Session")]
    [InlineData("new Session\\(", "new Session(")]
    [InlineData("ab+cd", "ab")]
    [InlineData("abx?cde", "cde")]
    [InlineData("abx*c", "ab")]
    [InlineData("abc{0,2}d", "ab")]
    [InlineData("abc{2}?d", "ab")]
    [InlineData("a[bc]def", "def")]
    [InlineData("a[]x]def", "def")]
    [InlineData("a[^]\\]x]def", "def")]
    [InlineData("(one|two)three", "three")]
    [InlineData("(?:one[)]|two)three", "three")]
    [InlineData("\\bword\\b", "word")]
    [InlineData("foo|barbaz", "foo,barbaz")]
    [InlineData("^using .*;$", "using ")]
    [InlineData("foo|.*", null)]
    [InlineData("[a-z]+", null)]
    [InlineData("(?i)foo", null)]
    [InlineData("foo(?x: a b)bar", null)]
    [InlineData("\\x41bc", null)]
    [InlineData("[a-z-[aeiou]]foo", null)]
    [InlineData("", null)]
    [InlineData("\\", null)]
    public void Find_takes_the_longest_text_that_every_match_contains(string pattern, string? expected) =>
        Assert.Equal(expected, RequiredLiterals.Find(pattern) is { } found ? string.Join(',', found) : null);

    [Fact]
    public void Find_is_right_for_every_match_of_random_expressions()
    {
        var random = new Random(11);
        string[] parts =
        [
            "a",
            "b",
            "cd",
            ".",
            "a*",
            "b+",
            "c?",
            "[ab]",
            "(a|cd)",
            "(?:b)",
            "|",
            "\\.",
            "d{2}",
            "a{0,1}",
            "^",
            "$",
        ];
        for (var round = 0; round < 20_000; round++)
        {
            var pattern = string.Concat(
                Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)])
            );
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => "abcd."[random.Next(5)]));
            if (RequiredLiterals.Find(pattern) is not { } literals)
                continue;
            Regex expression;
            try
            {
                expression = new Regex(pattern, RegexOptions.NonBacktracking);
            }
            catch (ArgumentException)
            {
                continue;
            }
            foreach (Match match in expression.Matches(text))
                Assert.True(literals.Any(match.Value.Contains), $"{pattern} matches {match.Value} in {text}");
        }
    }
}
