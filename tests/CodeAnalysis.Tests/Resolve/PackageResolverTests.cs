namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Languages that import packages and types by declared names.</summary>
public sealed class PackageResolverTests
{
    [Fact]
    public void Resolve_of_Go_leads_to_folders_of_the_longest_module()
    {
        var files = new TestRepository(
            """
            === go.mod
            module example.com/app // comment
            === main.go
            package main
            import ("fmt"; "example.com/app"; "example.com/app/in/pkg"; "example.com/app/tool/x"; "example.com/app/tests";
              "example.com/apple"; "./in/pkg"; "C")
            === in/pkg/a.go
            === tests/a_test.go
            === tool/go.mod
            module "example.com/app/tool"
            === tool/x/x.go
            """
        );
        Assert.Equal(
            [
                "folder:.",
                "folder:in/pkg",
                "folder:tool/x",
                "stdlib:C",
                "external:example.com/apple",
                "stdlib:fmt",
                "unresolved:example.com/app/tests",
            ],
            files.Of("main.go")
        );
    }

    [Fact]
    public void Resolve_of_Java_goes_by_declared_packages()
    {
        var files = new TestRepository(
            """
            === m1/src/a/A.java
            package a;
            import b.B; import b.B.Inner; import static b.B.method; import b.*; import b.Generated; import java.util.List;
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
            files.Of("m1/src/a/A.java")
        );
        Assert.Equal(
            ["k/Get.kt", "k/Helpers.kt", "m1/src/a/A.java", "m1/src/b/B.java", "stdlib:kotlin.math"],
            files.Of("k/K.kt")
        );
    }

    [Fact]
    public void Resolve_of_Rust_follows_modules_crates_and_bound_names()
    {
        var files = new TestRepository(
            """
            === Cargo.toml
            [package]
            name = "my-app"
            [[bin]]
            name = "tool"
            path = "cli/tool.rs"
            === src/lib.rs
            pub mod a; mod gone; #[path = "odd/place.rs"] mod odd;
            mod inline { mod deep; use super::a::b::Thing; }
            use a::b; use b::Thing; use std::fmt; use serde::Serialize; use Item::One; enum Item { One }
            === src/a/mod.rs
            pub mod b;
            === src/a/b.rs
            mod c;
            use super::super::odd; use crate::a; use self::c::X; use ::log::info;
            === src/a/b/c.rs
            === src/odd/place.rs
            === src/inline/deep.rs
            === cli/tool.rs
            use my_app::a::b::Thing; extern crate my_app as app; use app::odd::X;
            === other/Cargo.toml
            [package]
            name = "other"
            [lib]
            name = "renamed"
            === other/src/lib.rs
            === tests/it.rs
            mod common; use renamed::X;
            === tests/common/mod.rs
            """
        );
        Assert.Equal(
            [
                "src/a/b.rs",
                "src/a/mod.rs (Module)",
                "src/inline/deep.rs (Module)",
                "src/odd/place.rs (Module)",
                "external:serde",
                "stdlib:std",
                "unresolved:mod gone",
            ],
            files.Of("src/lib.rs")
        );
        Assert.Equal(["src/a/b/c.rs", "src/a/mod.rs", "src/odd/place.rs", "external:log"], files.Of("src/a/b.rs"));
        Assert.Equal(["src/a/b.rs", "src/lib.rs", "src/odd/place.rs"], files.Of("cli/tool.rs"));
        Assert.Equal(["other/src/lib.rs", "tests/common/mod.rs (Module)"], files.Of("tests/it.rs"));
    }
}
