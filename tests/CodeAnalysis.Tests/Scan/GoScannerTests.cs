namespace YudaiV3.CodeAnalysis.Scan;

public sealed class GoScannerTests
{
    [Fact]
    public void Scan_of_Go_reads_single_grouped_and_renamed_imports() =>
        Assert.Equal(
            ["3 Import fmt", "5 Import a/b", "6 Import c", "7 Import d"],
            Facts.Kinds(
                SourceLanguage.Go,
                """
                // import "no"
                package main
                import "fmt"
                import (
                    x "a/b" // "no"
                    . `c`
                    _ "d"
                )
                var s = `import "e"`
                import "late"
                """
            )
        );
}
