namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class JavaScriptResolverTests
{
    [Fact]
    public void Resolve_of_relative_paths_searches_like_a_bundler()
    {
        var files = new TestRepository(
            """
            === src/a.ts
            import './b'; import './c.js'; import './dir'; import './pkg'; import './data.json';
            import './style.css?inline';
            import '..'; import './declared'; import './none'; import '../../out';
            === src/b.tsx
            === src/b.d.ts
            === src/c.ts
            === src/c.js
            === src/dir/index.ts
            === src/dir.ts.txt
            === src/pkg/package.json
            { "types": "./lib/t.d.ts", "main": "./lib/m.js" }
            === src/pkg/lib/m.js
            === src/data.json
            === src/style.css
            === src/declared.d.ts
            === src/declared.js
            === index.ts
            === src/x.js
            import './c.js'; require('./b'); import './none.vue';
            """
        );
        Assert.Equal(
            [
                "index.ts",
                "src/b.tsx",
                "src/c.ts",
                "src/data.json",
                "src/declared.js",
                "src/dir/index.ts",
                "src/pkg/lib/m.js",
                "src/style.css",
                "unresolved:../../out",
                "unresolved:./none",
            ],
            files.From("src/a.ts")
        );
        Assert.Equal(["src/b.tsx", "src/c.js", "unresolved:./none.vue"], files.From("src/x.js"));
    }

    [Fact]
    public void Resolve_of_bare_names_tells_builtins_packages_and_schemes() =>
        Assert.Equal(
            [
                "external:@s/p",
                "stdlib:fs",
                "external:https://x/y.js",
                "external:lodash",
                "stdlib:test",
                "unresolved:/abs",
                "unresolved:raw!./x",
            ],
            new TestRepository(
                "=== a.js\nimport 'lodash/fp'; import '@s/p/q'; import 'fs/promises'; import 'node:test'; "
                    + "import 'https://x/y.js'; import '/abs'; import 'raw!./x'; import '';"
            ).From("a.js")
        );

    [Fact]
    public void Resolve_of_aliases_takes_the_nearest_config_with_what_it_extends()
    {
        var files = new TestRepository(
            """
            === tsconfig.base.json
            { "compilerOptions": { "paths": { "@/*": ["./src/*"], "@/deep/*": ["./src/deep/never/*", "./src/deep/*"],
              "exact": ["./src/exact.ts"], "@gone/*": ["./gone/*"] } } } // comment
            === tsconfig.json
            { "extends": "./tsconfig.base", }
            === src/a.ts
            import '@/b'; import '@/deep/c'; import 'exact'; import '@/none'; import '@gone/x'; import 'exact/more';
            === src/b.ts
            === src/deep/c.ts
            === src/exact.ts
            === app/jsconfig.json
            { "compilerOptions": { "baseUrl": "." } }
            === app/a.js
            import 'lib/b'; import '@/b';
            === app/lib/b.js
            """
        );
        Assert.Equal(
            ["src/b.ts", "src/deep/c.ts", "src/exact.ts", "external:@gone/x", "external:exact", "unresolved:@/none"],
            files.From("src/a.ts")
        );
        Assert.Equal(["app/lib/b.js", "external:@/b"], files.From("app/a.js"));
    }

    [Fact]
    public void Resolve_of_aliases_follows_references_to_the_config_that_includes_the_file()
    {
        var files = new TestRepository(
            """
            === tsconfig.json
            { "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tests" }] }
            === tsconfig.app.json
            { "include": ["src"], "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }
            === tests/tsconfig.json
            { "compilerOptions": { "paths": { "~/*": ["./*"] } } }
            === src/a.ts
            import '~/b'
            === src/b.ts
            === tests/t.ts
            import '~/b'
            === tests/b.ts
            === other.js
            import '~/b'
            """
        );
        Assert.Equal(["src/b.ts"], files.From("src/a.ts"));
        Assert.Equal(["tests/b.ts"], files.From("tests/t.ts"));
        Assert.Equal(["src/b.ts"], files.From("other.js"));
    }

    [Fact]
    public void Resolve_of_imports_and_exports_obeys_conditions_and_patterns()
    {
        var files = new TestRepository(
            """
            === package.json
            { "name": "me", "imports": { "#x": { "require": "./x.cjs", "import": "./x.mjs" }, "#p/*": "./p/*.js",
              "#p/q/*": "./q/*.js", "#none": "./none.js" },
              "exports": { ".": { "types": "./t.d.ts", "import": "./main.mjs", "default": "./main.cjs" },
                "./f/*": [null, "./p/*.js"], "./only-types": { "types": "./t.d.ts", "default": "./dist/t.js" } } }
            === a.js
            import '#x'; require('#x'); import '#p/one'; import '#p/q/two'; import '#none'; import 'me'; require('me');
            import 'me/f/one'; import 'me/only-types'; import 'me/other';
            === x.cjs
            === x.mjs
            === p/one.js
            === q/two.js
            === main.mjs
            === main.cjs
            === t.d.ts
            """
        );
        Assert.Equal(
            [
                "main.cjs",
                "main.mjs",
                "p/one.js",
                "q/two.js",
                "t.d.ts",
                "x.cjs",
                "x.mjs",
                "external:me",
                "unresolved:#none",
            ],
            files.From("a.js")
        );
    }

    [Fact]
    public void Resolve_of_workspaces_finds_packages_by_name()
    {
        var files = new TestRepository(
            """
            === package.json
            { "workspaces": { "packages": ["packages/*", "!packages/out"] } }
            === packages/a/package.json
            { "name": "a" }
            === packages/a/a.ts
            import 'b'; import 'b/sub/x'; import 'built'; import 'out'; import type 'c';
            === packages/b/package.json
            { "name": "b", "main": "./lib/main.js" }
            === packages/b/lib/main.js
            === packages/b/sub/x.ts
            === packages/built/package.json
            { "name": "built", "main": "./dist/index.js" }
            === packages/out/package.json
            { "name": "out" }
            === pnpm/pnpm-workspace.yaml
            packages:
              # all
              - 'libs/**' # here
              - "!libs/no"
            other: x
            === pnpm/a.js
            import '@s/lib'; import 'no';
            === pnpm/libs/deep/lib/package.json
            { "name": "@s/lib", "exports": "./i.js" }
            === pnpm/libs/deep/lib/i.js
            === pnpm/libs/no/package.json
            { "name": "no" }
            """
        );
        Assert.Equal(
            ["packages/b/lib/main.js", "packages/b/sub/x.ts", "folder:packages/built", "external:out"],
            files.From("packages/a/a.ts")
        );
        Assert.Equal(["pnpm/libs/deep/lib/i.js", "external:no"], files.From("pnpm/a.js"));
    }

    [Fact]
    public void Resolve_of_several_ways_to_a_file_keeps_the_strongest_once()
    {
        var edge = Assert.Single(
            new TestRepository(
                "=== a.ts\nimport type { T } from './b';\nconst b = import('./b');\n\nexport * from './b';\n"
                    + "import './a';\n=== b.ts\n"
            )["a.ts"].Edges
        );
        Assert.Equal(("b.ts", EdgeKind.Reexport, 4), (edge.To, edge.Kind, edge.Line));
    }

    [Fact]
    public void Resolve_with_broken_manifests_still_finds_relative_files() =>
        Assert.Equal(
            ["b.js", "external:x"],
            new TestRepository(
                "=== package.json\n{ \"name\": [\n=== tsconfig.json\n[]\n=== a.js\nimport './b'; import 'x';\n"
                    + "=== b.js\n"
            ).From("a.js")
        );

    [Fact]
    public void Resolve_with_configs_that_extend_each_other_ends() =>
        Assert.Equal(
            ["external:x"],
            new TestRepository(
                "=== tsconfig.json\n{ \"extends\": \"./tsconfig.b.json\" }\n=== tsconfig.b.json\n"
                    + "{ \"extends\": \"./tsconfig.json\" }\n=== a.ts\nimport 'x';\n"
            ).From("a.ts")
        );
}
