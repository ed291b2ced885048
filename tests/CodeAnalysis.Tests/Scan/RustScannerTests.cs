namespace YudaiV3.CodeAnalysis.Scan;

public sealed class RustScannerTests
{
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
}
