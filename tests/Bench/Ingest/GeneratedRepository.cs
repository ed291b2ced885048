using System.Text;

namespace YudaiV3.Bench.Ingest;

/// <summary>
/// A monorepo in TypeScript as people have them: workspaces, an alias in <c>tsconfig.json</c>, sources, components,
/// tests, styles and texts. The same number always gives the same bytes.
/// </summary>
internal static class GeneratedRepository
{
    private const string Scope = "@acme";
    private static readonly string[] Packages = ["core", "api", "ui", "store", "forms", "reports", "cli", "testing"];

    public static IReadOnlyList<(string Path, byte[] Content)> Files(int sources)
    {
        var modules = Enumerable.Range(0, sources).Select(Place).ToArray();
        var files = new List<(string Path, string Text)>(
            modules.Select((module, number) => (module.Path, new GeneratedModule(number, modules).Text()))
        );
        files.Add(
            (
                "package.json",
                $$"""{ "name": "{{Scope}}/root", "private": true, "workspaces": ["packages/*"],"""
                    + """ "devDependencies": { "typescript": "^5.9.0", "vitest": "^3.0.0" } }"""
            )
        );
        files.Add(
            (
                "tsconfig.json",
                """{ "compilerOptions": { "target": "ES2022", "module": "NodeNext", "strict": true,"""
                    + """ "jsx": "react-jsx", "baseUrl": ".", "paths": { "@/*": ["packages/*"] } } }"""
            )
        );
        foreach (var package in Packages)
        {
            files.Add(
                (
                    $"packages/{package}/package.json",
                    $$"""{ "name": "{{Scope}}/{{package}}", "version": "1.4.0", "main": "src/index.ts","""
                        + """ "dependencies": { "react": "^19.0.0", "zod": "^4.0.0" } }"""
                )
            );
            files.Add(
                ($"packages/{package}/tsconfig.json", """{ "extends": "../../tsconfig.json", "include": ["src"] }""")
            );
            files.Add(($"packages/{package}/README.md", new GeneratedWords(package.Length * 7_919).Prose(900)));
            files.Add(
                (
                    $"packages/{package}/src/index.ts",
                    string.Concat(
                        modules
                            .Where(module => module.Package == package && !module.IsTest)
                            .Select(module =>
                                $"export * from './{WithoutExtension(module.Path, $"packages/{package}/src/")}';\n"
                            )
                    )
                )
            );
        }
        for (var n = 0; n < sources / 10; n++)
            files.Add(
                (
                    $"packages/ui/src/styles/part{n}.css",
                    string.Concat(
                        Enumerable
                            .Range(0, 30)
                            .Select(rule =>
                                $".{new GeneratedWords((n * 31) + rule).Name()} {{\n  display: flex;\n"
                                + $"  padding: {rule}px {n}px;\n"
                                + $"  color: #{(n * 7_919 + rule * 104_729) & 0xFFFFFF:x6};\n}}\n\n"
                            )
                    )
                )
            );
        return
        [
            .. files
                .OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text))),
        ];
    }

    private static GeneratedPath Place(int number)
    {
        var words = new GeneratedWords(number);
        var (package, feature, name) = (Packages[number % Packages.Length], words.Word(), $"{words.Name()}{number}");
        var isTest = number % 7 == 6;
        return new(
            $"packages/{package}/src/{feature}/{name}{(isTest ? ".test.ts" : number % 3 == 2 ? ".tsx" : ".ts")}",
            package,
            name,
            isTest
        );
    }

    private static string WithoutExtension(string path, string folder) =>
        path[folder.Length..^Path.GetExtension(path).Length];
}

/// <summary>Where a module is and what it exports.</summary>
internal sealed record GeneratedPath(string Path, string Package, string Name, bool IsTest)
{
    public bool IsComponent => Path.EndsWith(".tsx", StringComparison.Ordinal);
}
