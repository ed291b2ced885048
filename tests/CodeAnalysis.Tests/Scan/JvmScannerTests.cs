namespace YudaiV3.CodeAnalysis.Scan;

public sealed class JvmScannerTests
{
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
}
