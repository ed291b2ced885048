using static YudaiV3.CodeAnalysis.Hostile.HostileRepository;

namespace YudaiV3.CodeAnalysis.Hostile;

/// <summary>Hostile configurations of TypeScript and packages of npm.</summary>
internal static class HostileNode
{
    public static IEnumerable<(string Name, Func<HostileRepository> Create)> All() =>
        [
            ("20,000 tsconfig in a chain of extends", () => Chain(20_000, i => i + 1)),
            ("tsconfig that extend each other in a cycle", () => Chain(1_000, i => (i + 1) % 1_000)),
            ("tsconfig that each extend all others", ExtendsOfAll),
            ("20,000 aliases of a tsconfig times imports", Aliases),
            ("a tsconfig with 5,000 references times files", References),
            ("exports with 20,000 patterns times imports", Exports),
            ("targets of 100,000 stars and names of 100,000 characters", Stars),
            ("2,000 packages that are workspaces of each other", Workspaces),
            ("JSON, TOML and YAML nested 1,000,000 deep", Nested),
            ("a repetition of 200,000 names in JSON", () =>
                Package($"{{{Repeat("\"exports\":{},", 200_000)}\"a\":1}}")
            ),
        ];

    private static HostileRepository Chain(int count, Func<int, int> next)
    {
        var repository = new HostileRepository { ["a.ts"] = "import '@/b'", ["b.ts"] = "" };
        repository["tsconfig.json"] = "{\"extends\":\"./tsconfig.0.json\"}";
        for (var i = 0; i < count; i++)
            repository[$"tsconfig.{i}.json"] = $"{{\"extends\":\"./tsconfig.{next(i)}.json\"}}";
        return repository;
    }

    private static HostileRepository ExtendsOfAll()
    {
        var repository = new HostileRepository();
        var all = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"\"../{i}/tsconfig.json\""));
        for (var i = 0; i < 1_000; i++)
            (repository[$"{i}/tsconfig.json"], repository[$"{i}/a.ts"]) = ($"{{\"extends\":[{all}]}}", "import 'b'");
        return repository;
    }

    private static HostileRepository Aliases()
    {
        var repository = new HostileRepository();
        var paths = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"a{i}/*\":[\"b/*\"]"));
        repository["tsconfig.json"] = $"{{\"compilerOptions\":{{\"paths\":{{{paths}}}}}}}";
        for (var i = 0; i < 50; i++)
            repository[$"{i}.ts"] = Lines(1_000, n => $"import 'a{n}/x'");
        return repository;
    }

    private static HostileRepository References()
    {
        var repository = new HostileRepository();
        var all = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"{{\"path\":\"./r/{i}\"}}"));
        repository["tsconfig.json"] = $"{{\"files\":[],\"references\":[{all}]}}";
        for (var i = 0; i < 5_000; i++)
        {
            repository[$"r/{i}/tsconfig.json"] = "{\"include\":[\"**/x/**/y*z*/*.ts\"]}";
            repository[$"src/x/x/x/{i}.ts"] = "import 'a'";
        }
        return repository;
    }

    private static HostileRepository Package(string text) =>
        new() { ["package.json"] = text, ["a.js"] = "import 'a'; import '#b'" };

    private static HostileRepository Exports()
    {
        var exports = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"./a{i}/*\":\"./b/*\""));
        var repository = Package($"{{\"name\":\"own\",\"exports\":{{{exports}}}}}");
        for (var i = 0; i < 100; i++)
            repository[$"{i}.js"] = Lines(1_000, n => $"import 'own/a{n}/x'");
        return repository;
    }

    private static HostileRepository Stars()
    {
        var stars = new string('*', 100_000);
        var repository = Package($"{{\"name\":\"own\",\"imports\":{{\"#*\":\"./{stars}\"}}}}");
        repository["tsconfig.json"] = $"{{\"compilerOptions\":{{\"paths\":{{\"@/*\":[\"{stars}\"]}}}}}}";
        repository["b.ts"] = $"import '#{new string('x', 100_000)}'; import '@/{new string('y', 100_000)}'";
        return repository;
    }

    private static HostileRepository Workspaces()
    {
        var repository = new HostileRepository();
        var globs = string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"**/a*b*{i}*\",\"**\""));
        for (var i = 0; i < 2_000; i++)
            repository[$"{Repeat("p/", i % 20)}ab{i}/package.json"] = $"{{\"name\":\"n{i}\",\"workspaces\":[{globs}]}}";
        repository["p/a.js"] = "import 'n1'";
        return repository;
    }

    private static HostileRepository Nested()
    {
        const int Depth = 1_000_000;
        var repository = Package(Repeat("{\"exports\":", Depth));
        repository["tsconfig.json"] = $"{{\"extends\":{Repeat("[", Depth)}";
        repository["Cargo.toml"] = $"[package]\nname = \"a\"\n{Repeat("a.", Depth)}b = 1";
        repository["b/Cargo.toml"] = $"[{Repeat("a.", Depth)}b]\nname = 1";
        repository["c/Cargo.toml"] = $"a = {Repeat("[", Depth)}{Repeat("]", Depth)}";
        repository["pnpm-workspace.yaml"] = $"packages:\n{Repeat("- ", Depth)}a\n{Repeat("[", Depth)}";
        repository["src/lib.rs"] = "use a::b;";
        return repository;
    }
}
