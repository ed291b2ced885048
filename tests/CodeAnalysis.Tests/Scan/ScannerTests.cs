using System.Diagnostics;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>Whatever a file holds, its scanner ends, soon, and without a fault.</summary>
public sealed class ScannerTests
{
    /// <summary>What takes no time at all proves nothing.</summary>
    private static readonly TimeSpan Nothing = TimeSpan.FromMilliseconds(20);

    public static TheoryData<string> Languages => [.. Enum.GetNames<SourceLanguage>()];

    private static readonly string[] Pieces =
    [
        "import a from 'b'",
        "require(\"x\")",
        "export * from `c`",
        "import(",
        "`${",
        "}`",
        "<a b={",
        "</a>",
        "/[/",
        "/",
        "//",
        "/*",
        "*/",
        "'",
        "\"",
        "\"\"\"",
        "'''",
        "`",
        "\\",
        "\n",
        "\r\n",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        ";",
        ":",
        "::",
        ",",
        ".",
        "..",
        "*",
        "=",
        "=>",
        "!",
        "?",
        "#",
        "@",
        "$",
        "$\"{",
        "$$\"\"\"{{",
        "@\"",
        "r#\"",
        "R\"x(",
        "b'",
        "import ",
        "from . import (",
        "as ",
        "package a.b",
        "class A",
        "class A<T> : B<",
        "namespace A.B",
        "using static X;",
        "using A = B<C>;",
        "global using",
        "record R(",
        "enum E {",
        "delegate T D<T>(",
        "where T : ",
        "mod a {",
        "mod b;",
        "use a::{b, c::{self, *}};",
        "use a::{",
        "#[path = \"x\"]",
        "macro_rules! m {",
        "m!(",
        "extern crate a;",
        "#include <a>",
        "#include \"b\"",
        "#if A && (",
        "#elif !B",
        "#else",
        "#endif",
        "<?php",
        "?>",
        "<<<X",
        "<<~X",
        "<<EOF",
        "=begin\n",
        "=end\n",
        "@use 'x';",
        "@import url(",
        "source x.sh",
        ". y",
        "require_relative 'z'",
        "func f() {",
        "fun <T> x.y()",
        "val z",
        "if TYPE_CHECKING:",
        "\t",
        "  ",
        "a",
        "é",
        "\u2028",
        "\ud800",
        "\0",
        "1.5e3",
        "<script>",
        "<script lang=ts",
        "</script>",
        "<!--",
        "-->",
    ];

    [Theory, MemberData(nameof(Languages))]
    public void Scan_and_resolve_of_random_pieces_never_fail(string language)
    {
        var random = new Random(20_260_811);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(1, 60)).Select(_ => Pieces[random.Next(Pieces.Length)])
            );
            var source = new Resolve.SourceFile(
                "dir/file",
                Enum.Parse<SourceLanguage>(language),
                Scanner.Scan(Enum.Parse<SourceLanguage>(language), text)
            );
            Assert.All(source.Facts.Imports, import =>
                Assert.InRange(import.Line, 1, 1 + text.Count(character => character is '\n' or '\r' or '\u2028'))
            );
            Assert.Single(
                Resolve.Resolver.Resolve(
                    new Resolve.RepositoryMap(["dir/file"], [source], new Dictionary<string, string>())
                )
            );
        }
    }

    [Theory, MemberData(nameof(Languages))]
    public void Scan_of_random_characters_never_fails(string language)
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
            Assert.NotNull(
                Scanner.Scan(
                    Enum.Parse<SourceLanguage>(language),
                    new string([
                        .. Enumerable
                            .Range(0, random.Next(200))
                            .Select(_ => (char)random.Next(round % 2 == 0 ? 128 : char.MaxValue)),
                    ])
                )
            );
    }

    [Theory, MemberData(nameof(Languages))]
    public void Scan_of_a_text_eight_times_as_long_takes_about_eight_times_as_long(string language)
    {
        var known = Enum.Parse<SourceLanguage>(language);
        foreach (
            var piece in Pieces.Concat([
                "a.",
                "a<",
                "a{b",
                "use a::{",
                "class A{",
                "namespace A{",
                "mod a{",
                "((",
                "[[",
                "{{",
                "<a>",
                "'\n",
                "\"\n",
                "import {",
                "a <<X\n",
                "R\"a",
                "/[",
                "x ? y : ",
                "`${`${",
                "#if A\n",
                "<script ",
                "\\\n",
                "@import ",
            ])
        )
        {
            var (little, much) = (Repeat(piece, 1 << 12), Repeat(piece, 1 << 15));
            var (shorter, longer) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            // A quadratic scanner takes 64 times as long however often it is tried; a machine that is busy with
            // something else does not stay so.
            for (var tries = 0; tries < 3 || tries < 30 && longer > Nothing && longer > 32 * shorter; tries++)
                (shorter, longer) = (Shorter(shorter, Time(known, little)), Shorter(longer, Time(known, much)));
            Assert.True(longer <= Nothing || longer <= 32 * shorter, $"{language}, {piece}: {shorter} and {longer}");
        }
    }

    private static string Repeat(string piece, int length) =>
        string.Concat(Enumerable.Repeat(piece, 1 + length / piece.Length));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Time(SourceLanguage language, string text)
    {
        var started = Stopwatch.GetTimestamp();
        Scanner.Scan(language, text);
        return Stopwatch.GetElapsedTime(started);
    }
}
