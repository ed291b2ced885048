namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class RustResolverTests
{
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
            files.From("src/lib.rs")
        );
        Assert.Equal(["src/a/b/c.rs", "src/a/mod.rs", "src/odd/place.rs", "external:log"], files.From("src/a/b.rs"));
        Assert.Equal(["src/a/b.rs", "src/lib.rs", "src/odd/place.rs"], files.From("cli/tool.rs"));
        Assert.Equal(["other/src/lib.rs", "tests/common/mod.rs (Module)"], files.From("tests/it.rs"));
    }
}
