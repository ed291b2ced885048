namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class JvmResolverTests
{
    [Fact]
    public void Resolve_of_Java_goes_by_declared_packages()
    {
        var files = new TestRepository(
            """
            === m1/src/a/A.java
            package a;
            import b.B; import b.B.Inner; import static b.B.method; import b.*; import b.Generated;
            import java.util.List;
            import static org.junit.Assert.assertTrue; import org.x.lower; import c.C; class A { }
            === m1/src/b/B.java
            package b; class B { class Inner { } }
            === m2/test/Other.java
            package b; class Other { }
            === m1/src/c/C.java
            package c; class C { }
            === m2/src/c/C.java
            package c; class C { }
            === k/K.kt
            package k
            import a.A
            import b.B as Bee
            import kotlin.math.max
            import kt.helper
            import kt.get
            import kt.find
            === k/Helpers.kt
            package kt
            fun helper() = 1
            === k/Get.kt
            package kt
            fun <T : Any> Box<T>.get(key: String): T = TODO()
            val Box<*>.find get() = 1
            """
        );
        Assert.Equal(
            [
                "folder:m1/src/b",
                "m1/src/b/B.java",
                "m1/src/c/C.java",
                "folder:m2/test",
                "stdlib:java.util",
                "external:org.junit",
                "external:org.x",
                "unresolved:b.Generated",
            ],
            files.From("m1/src/a/A.java")
        );
        Assert.Equal(
            ["k/Get.kt", "k/Helpers.kt", "m1/src/a/A.java", "m1/src/b/B.java", "stdlib:kotlin.math"],
            files.From("k/K.kt")
        );
    }
}
