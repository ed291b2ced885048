namespace YudaiV3.CodeAnalysis.Scan;

public sealed class PythonScannerTests
{
    [Fact]
    public void Scan_of_every_form_gives_module_names_and_line()
    {
        var imports = Scanner
            .Scan(
                SourceLanguage.Python,
                """
                import a.b as c, d
                from .x import (y as z,  # why
                    w,
                )
                from . import q
                from ...up import *
                try: import e
                except ImportError: import f; import g
                def fun():
                    from h \
                        import i, j
                """
            )
            .Imports;
        Assert.Equal(
            ["1 a.b []", "1 d []", "2 .x [y,w]", "5 . [q]", "6 ...up []", "7 e []", "8 f []", "8 g []", "10 h [i,j]"],
            imports.Select(import => $"{import.Line} {import.Specifier} [{string.Join(',', import.Names)}]")
        );
    }

    [Theory]
    [InlineData("'''\nimport a\n'''\nimport c")]
    [InlineData("r\"\"\"\n'''import a\"\"\"; import c")]
    [InlineData("x = 'import a \\' import b'\nimport c")]
    [InlineData("# import a\nimport c")]
    [InlineData("x = [\n'import a'\n]\nimport c")]
    [InlineData("yield_from = x\ndef f():\n  yield from a\n  raise E from b\nimport c")]
    [InlineData("x.import_ = 1\nimportlib.import_module('a')\nimport c")]
    [InlineData("x = 'never closed\nimport c")]
    [InlineData("\uFEFFimport c")]
    public void Scan_finds_only_statements(string text) =>
        Assert.Equal(["c"], Facts.Imports(SourceLanguage.Python, text));

    [Fact]
    public void Scan_marks_what_only_type_checkers_import() =>
        Assert.Equal(
            ["2 Type a", "4 Type b", "5 Import c", "6 Type d"],
            Facts.Kinds(
                SourceLanguage.Python,
                """
                if TYPE_CHECKING:
                    import a
                    # a comment
                    import b
                import c
                if typing.TYPE_CHECKING: import d
                """
            )
        );
}
