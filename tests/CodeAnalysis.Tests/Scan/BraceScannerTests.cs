namespace YudaiV3.CodeAnalysis.Scan;

public sealed class BraceScannerTests
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

    [Fact]
    public void Scan_of_Java_reads_imports_and_top_level_types()
    {
        var facts = Scanner.Scan(
            SourceLanguage.Java,
            """
            package a.b;
            import java.util.List;
            import static x.Y.z; /* import no.A; */
            import p.*;
            @Anno({1, 2}) public final class A<T> { class Inner { } String s = "class No {"; char c = '"'; }
            record R(int x) { }
            @interface I { }
            enum E { X { } }
            """
        );
        Assert.Equal("a.b", facts.Scopes[0].Name);
        Assert.Equal(
            ["Plain java.util.List", "Static x.Y.z", "Plain p.*"],
            facts.Imports.Select(import => $"{import.Form} {import.Specifier}")
        );
        Assert.Equal(["A", "R", "I", "E"], facts.Declarations.Select(declaration => declaration.Name));
    }

    [Fact]
    public void Scan_of_Kotlin_reads_functions_and_properties_too()
    {
        var facts = Scanner.Scan(
            SourceLanguage.Kotlin,
            """"
            package a
            import b.C as D
            /* /* nested */ import no */
            data class P(val x: Int)
            object O { fun inner() {} }
            fun <T> List<T>.ext(x: Int): T = x
            val text = """ " class No """
            var String.prop: Int
                get() = 1
            enum class E { X }
            typealias Alias = List<String>
            """"
        );
        Assert.Equal(["b.C"], facts.Imports.Select(import => import.Specifier));
        Assert.Equal(
            ["P", "O", "ext", "text", "prop", "E", "Alias"],
            facts.Declarations.Select(declaration => declaration.Name)
        );
    }

    [Fact]
    public void Scan_of_Rust_flattens_trees_and_keeps_modules() =>
        Assert.Equal(
            [
                "Module outer in 0",
                "Import std::io in 0",
                "Import std::io::Read in 0",
                "Import a in 0",
                "Reexport crate::x::Y in 0",
                "Import ::log in 0",
                "Module deep in 1",
                "Import super::z in 1",
                "Import b in 0",
            ],
            Scanner
                .Scan(
                    SourceLanguage.Rust,
                    """
                    #![doc = "use no;"]
                    #[path = "elsewhere.rs"] mod outer;
                    use std::io::{self, Read as R};
                    use a::*;
                    pub(crate) use crate::x::{Y};
                    extern crate log as logging;
                    mod inner { mod deep; use super::z; }
                    macro_rules! m { () => { use no::no; } }
                    fn f<'a>(x: &'a str) { call!(use no); let c = '"'; let r = r#"use no;"#;
                      use b; /* /* use no; */ */ }
                    """
                )
                .Imports.Select(import => $"{import.Kind} {import.Specifier} in {import.Scope}")
        );

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
