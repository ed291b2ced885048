namespace YudaiV3.CodeAnalysis.Scan;

public sealed class CSharpScannerTests
{
    private static string[] Uses(string text) =>
        [.. Scanner.Scan(SourceLanguage.CSharp, text).Uses.Select(use => use.Attribute ? $"[{use.Name}]" : use.Name)];

    [Fact]
    public void Scan_reads_every_using_directive() =>
        Assert.Equal(
            ["Global A.B ", "Plain C ", "Static D.E ", "GlobalStatic F.G ", "Plain H.I`1 X"],
            Scanner
                .Scan(
                    SourceLanguage.CSharp,
                    "global using A.B;\nusing C;\nusing static D.E;\nglobal using static F.G;\n"
                        + "using X = H.I<J>;\nusing var f = Open();\nusing (var g = Open()) { }"
                )
                .Imports.Select(import => $"{import.Form} {import.Specifier} {import.Alias}")
        );

    [Fact]
    public void Scan_reads_declared_types_with_scope_and_arity() =>
        Assert.Equal(
            ["A`0 in 1", "B`2 in 2", "R`0 in 1", "S`0 in 1", "E`0 in 1", "D`1 in 1", "I`1 in 1"],
            Scanner
                .Scan(
                    SourceLanguage.CSharp,
                    """
                    namespace N.M;
                    public partial class A { private class B<T, in U> where T : class, new() { } }
                    record R(int X);
                    readonly record struct S { }
                    enum E : byte { One, Two = 2 }
                    delegate List<int> D<T>(T x);
                    interface I<out T> : IBase where T : struct { }
                    """
                )
                .Declarations.Select(declared => $"{declared.Name}`{declared.Arity} in {declared.Scope}")
        );

    [Theory]
    [InlineData(
        "class X : A, B<C> where T : D { E f; F[] g; G? h; (H a, I b) t; }",
        new[] { "A", "B`1", "C", "D", "E", "F", "G", "H", "I" }
    )]
    [InlineData(
        "class X { void M(A a, [B] C c, params D[] d) { E.Call(); var f = new F(); G g = (H)x; } }",
        new[] { "A", "[B]", "C", "D", "E.Call", "F", "G", "H" }
    )]
    [InlineData(
        "class X { bool M(object o) => o is A { P: 1 } or B and not C && o as D != null; }",
        new[] { "A", "B", "C", "D" }
    )]
    [InlineData(
        "class X { object M() => typeof(A<,>) ?? typeof(B) ?? default(C) ?? nameof(D); }",
        new[] { "A`2", "B", "C", "D" }
    )]
    [InlineData(
        "class X { void M() { try { } catch (A) { } switch (o) { case B.One: break; case C c when c.D: break; } } }",
        new[] { "A", "B.One", "C" }
    )]
    [InlineData(
        "class X { Task IHandler<A>.Handle(B b) => Get<C>(D.E(f), g: new() { P = H.I }); }",
        new[] { "Task", "IHandler`1", "A", "B", "C", "D.E", "H.I" }
    )]
    [InlineData(
        "[assembly: A(typeof(B))] class X { [C, D(E = F.G)] int p; }",
        new[] { "[A]", "B", "[C]", "[D]", "F.G" }
    )]
    [InlineData("class X { global::N.A a; N.B<C.D> b; }", new[] { ".N.A", "N.B`1", "C.D" })]
    public void Scan_finds_the_names_that_are_types(string text, string[] expected) =>
        Assert.Equal(expected, Uses(text));

    [Theory]
    [InlineData("class X { int Status; void M() { Status.ToString(); Foo(Status); Status = 1; this.Other.Bar(); } }")]
    [InlineData("enum X { A, B = 1, C }")]
    [InlineData("class X { void M() { Call(Name: 1); Foo(); if (a < b) { } goto End; End: return; } }")]
    [InlineData(
        "class X { string s = \"A.B\" + @\"C \"\" D.E\" + $\"{{F.G}}\" + \"\"\"H.I \" J.K\"\"\"; /* L.M */ char "
            + "c = '\"'; }"
    )]
    [InlineData(
        "#if NO_SUCH_SYMBOL\nclass X : A { }\n#elif !DEBUG || (TRACE && !NET)\nclass X : B { }\n#else\n"
            + "class X { }\n#endif"
    )]
    public void Scan_finds_no_type_where_there_is_none(string text) => Assert.Empty(Uses(text));

    [Theory]
    [InlineData("class X { string s = $\"{A.B} {{no}} {C.D:yyyy}\"; }", new[] { "A.B", "C.D" })]
    [InlineData(
        "class X { string s = $@\"a\"\" {A.B}\" + $\"\"\"{C.D} \"quoted\" \"\"\" + $$\"\"\"{no} {{E.F}}\"\"\"; }",
        new[] { "A.B", "C.D", "E.F" }
    )]
    [InlineData("class X { string s = $\"{(new A { P = $\"{B.C}\" })}\"; D d; }", new[] { "A", "B.C", "D" })]
    public void Scan_reads_the_code_inside_strings(string text, string[] expected) =>
        Assert.Equal(expected, Uses(text));

    [Fact]
    public void Scan_of_statements_outside_of_types_declares_the_program() =>
        Assert.Equal(
            ["Program"],
            Scanner
                .Scan(SourceLanguage.CSharp, "using A;\nvar app = Build();\napp.Run();")
                .Declarations.Select(declared => declared.Name)
        );
}
