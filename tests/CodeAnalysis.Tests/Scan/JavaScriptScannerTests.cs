namespace YudaiV3.CodeAnalysis.Scan;

public sealed class JavaScriptScannerTests
{
    [Fact]
    public void Scan_of_every_form_gives_kind_and_line() =>
        Assert.Equal(
            [
                "1 Type ./types.d.ts",
                "2 Import a",
                "3 Import ./side",
                "4 Type b",
                "5 Import type-default",
                "6 Type t",
                "7 Import eq",
                "8 Reexport c",
                "9 Reexport d",
                "10 Type e",
                "11 Dynamic f",
                "12 Dynamic g",
                "13 Type h",
                "14 Import i",
                "15 Import multi",
                "18 Import trailing",
            ],
            Facts.Kinds(
                SourceLanguage.TypeScript,
                """
                /// <reference path="./types.d.ts" />
                import a, { b as c } from "a";
                import './side';
                import type { B } from "b";
                import type from "type-default";
                import type type, { T } from "t";
                import eq = require("eq");
                export * from "c";
                export { x, type Y } from "d";
                export type { E } from "e";
                const f = await import("f");
                const g = () => import(/* chunk */ `g`);
                let h: typeof import("h");
                const i = require("i");
                import {
                  many,
                } from "multi";
                const t = require("trailing",);
                """.Replace("export type { E } from \"e\";\n", "export type { E } from \"e\";\n")
            )
        );

    [Theory]
    [InlineData("// import 'a'\n/* require('b') */ import 'c'")]
    [InlineData("const s = \"import 'a'\"; const t = 'require(\"b\")'; import 'c'")]
    [InlineData("const t = `import 'a' ${require('c')} require('b')`")]
    [InlineData("const t = `${`${{ a: `}` }.a}`}`; import 'c'")]
    [InlineData("const r = /[/'\"]import 'a'/.test(x); import 'c'")]
    [InlineData("if (x) /'/.test(y); import 'c'")]
    [InlineData("const n = (a + b) / 2; const m = 'x' / 1; import 'c'")]
    [InlineData("x.require('a'); x.import('b'); import.meta.glob('d'); require.resolve('e'); import 'c'")]
    [InlineData("require(name); require('a', 'b'); require('a' + x); import(`./${x}`); import 'c'")]
    [InlineData("jest.mock('a'); define(['b'], f); new URL('d', import.meta.url); import 'c'")]
    [InlineData("class A { import(x) {} export = 1 }\nimport 'c'")]
    [InlineData("const a = 'never closed\nimport 'c'")]
    [InlineData("#!/usr/bin/env node\nimport 'c'")]
    [InlineData("\uFEFFimport 'c'")]
    [InlineData("export const from = 'a'; export default 'b'; export { x }; import 'c'")]
    [InlineData("import \"c\" with { type: 'json' }")]
    public void Scan_finds_only_what_is_an_import(string text) =>
        Assert.Equal(["c"], Facts.Imports(SourceLanguage.JavaScript, text));

    [Theory]
    [InlineData("const a = <p title=\"it's\">don't {require('c')} `</p>;")]
    [InlineData("const a = <><A.B x={<i>'</i>} /> // </>; import 'c'")]
    [InlineData("const f = <T,>(x: T) => x; const s = 'a'; import 'c'")]
    [InlineData("const f = <T extends U>(x: T) => x; import 'c'")]
    [InlineData("const less = a < b; const more = c > d; import 'c'")]
    public void Scan_knows_JSX_from_code(string text) => Assert.Equal(["c"], Facts.Imports(SourceLanguage.Tsx, text));

    [Fact]
    public void Scan_of_type_assertions_is_not_taken_for_JSX() =>
        Assert.Equal(
            ["a", "b"],
            Facts.Imports(
                SourceLanguage.TypeScript,
                "import 'a'; const x = <any>y; const f = <T>(z: T) => z; import 'b'"
            )
        );

    [Fact]
    public void Scan_of_an_element_that_never_ends_reads_on() =>
        Assert.Equal(["a"], Facts.Imports(SourceLanguage.JavaScript, "const x = <any>y;\nimport 'a'"));

    [Fact]
    public void Scan_of_a_component_reads_its_scripts() =>
        Assert.Equal(
            ["1 Import ./logic.ts", "4 Import a", "8 Import b"],
            Facts.Kinds(
                SourceLanguage.Vue,
                """
                <script src="./logic.ts"></script>
                <!-- <script>import 'no'</script> -->
                <script lang="ts">
                import a from "a"
                </script>
                <template><p>import 'x' isn't code</p></template>
                <script setup>
                import 'b'
                </script>
                """
            )
        );
}
