namespace YudaiV3.CodeAnalysis.Scan;

public sealed class CssScannerTests
{
    [Fact]
    public void Scan_of_styles_reads_imports_uses_and_forwards() =>
        Assert.Equal(
            ["1 Import a.css", "2 Import b.css", "3 Import c", "3 Import d", "4 Import sass:math", "5 Reexport e"],
            Facts.Kinds(
                SourceLanguage.Scss,
                """
                @import url("a.css") screen;
                @import url(b.css);
                @import 'c', 'd'; // @import 'no'
                @use "sass:math" as m;
                @forward "e" hide f;
                /* @use "no"; */ .a { content: "@import 'no'"; }
                """
            )
        );
}
