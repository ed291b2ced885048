namespace YudaiV3.CodeAnalysis.Scan;

public sealed class CScannerTests
{
    [Theory]
    [InlineData("#include <a>\n#  include \"b\" // x\n#/* c */include \"c\"\n", new[] { "a", "b", "c" })]
    [InlineData("/*\n#include <a>\n*/\n// \\\n#include <b>\n#include <c>", new[] { "c" })]
    [InlineData(
        "char *s = \"\\\n#include <a>\";\n#if 0\n#include <b>\n#else\n#include_next <c>\n#import <d>\n#endif",
        new[] { "b", "c", "d" }
    )]
    [InlineData("auto r = R\"x(\n#include <a>\n)x\";\nint n = 1'000;\n#include MACRO\n#include <b>", new[] { "b" })]
    public void Scan_of_C_reads_every_branch(string text, string[] expected) =>
        Assert.Equal(expected, Facts.Imports(SourceLanguage.Cpp, text));
}
