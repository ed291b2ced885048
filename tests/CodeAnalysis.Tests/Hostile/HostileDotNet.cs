using static YudaiV3.CodeAnalysis.Hostile.HostileRepository;

namespace YudaiV3.CodeAnalysis.Hostile;

/// <summary>Hostile project files of MSBuild, and C# that is hostile to binding.</summary>
internal static class HostileDotNet
{
    private const string Sdk = "<Project Sdk=\"Microsoft.NET.Sdk\">";

    public static IEnumerable<(string Name, Func<HostileRepository> Create)> All() =>
        [
            ("properties of 165 KB that expand to 725 MB", () => Expanding(100_000, 3_600)),
            ("properties of 1 MB that expand each other", () => Expanding(50_000, 50_000)),
            ("1,000 projects that each hold 20,000 files", ProjectsTimesFiles),
            ("elements nested 100,000 deep", () => One(Repeat("<a>", 100_000))),
            ("elements nested 3,000 deep under conditions", () => One(Repeat("<a Condition=\"'a'=='a'\">", 3_000))),
            ("a choice with 10,000 otherwises", () => One($"<Choose>{Repeat(Choice, 10_000)}</Choose>")),
            ("20,000 imports in a chain", () => Imports(20_000, i => i + 1)),
            ("imports in a cycle", () => Imports(500, i => (i + 1) % 500)),
            ("imports of everything by everything", ImportsOfAll),
            ("3,000 projects in a chain of references", ProjectChain),
            ("patterns times files", Patterns),
            ("a type in 2,000 parts that 2,000 files use", Parts),
            ("types in namespaces with names of 50,000 characters", LongNames),
            ("files under conditions in 300 projects", Conditional),
            ("5,000 using directives and 5,000 names in 50 files", Usings),
        ];

    private const string Choice =
        "<When Condition=\"'$(A)'=='b'\"><X/></When><Otherwise><Compile Include=\"a\"/></Otherwise>";

    private static HostileRepository One(string inside) =>
        new()
        {
            ["a.csproj"] = $"{Sdk}<PropertyGroup><A>a</A></PropertyGroup>{inside}</Project>",
            ["a.cs"] = "class A { B b; }",
            ["b.cs"] = "class B { }",
        };

    private static HostileRepository Expanding(int seed, int properties) =>
        One(
            $"<PropertyGroup><P>{new string('x', seed)}</P>"
                + Lines(properties, i => $"<P{i}>$(P)</P{i}>")
                + "</PropertyGroup>"
        );

    private static HostileRepository ProjectsTimesFiles()
    {
        var repository = new HostileRepository();
        for (var i = 0; i < 1_000; i++)
            repository[$"{i}.csproj"] = $"{Sdk}<ItemGroup><Compile Include=\"**/*.cs\"/></ItemGroup></Project>";
        for (var i = 0; i < 20_000; i++)
            repository[$"src/{i}.cs"] = "class A { B b; }";
        return repository;
    }

    private static HostileRepository Imports(int count, Func<int, int> next)
    {
        var repository = One("<Import Project=\"0.props\"/>");
        for (var i = 0; i < count; i++)
            repository[$"{i}.props"] = $"<Project><Import Project=\"{next(i)}.props\"/></Project>";
        return repository;
    }

    private static HostileRepository ImportsOfAll()
    {
        var repository = new HostileRepository();
        var all = $"<Project>{Repeat("<Import Project=\"$(A)\"/>", 300)}</Project>";
        var list = string.Join(';', Enumerable.Range(0, 300).Select(i => $"{i}.props"));
        for (var i = 0; i < 300; i++)
            (repository[$"{i}.props"], repository[$"{i}.csproj"]) = (
                all,
                $"{Sdk}<PropertyGroup><A>{list}</A></PropertyGroup><Import Project=\"0.props\"/></Project>"
            );
        repository["a.cs"] = "class A { }";
        return repository;
    }

    private static HostileRepository ProjectChain()
    {
        var repository = new HostileRepository();
        for (var i = 0; i < 3_000; i++)
        {
            repository[$"{i}/p.csproj"] =
                $"{Sdk}<ItemGroup><ProjectReference Include=\"../{i + 1}/p.csproj\"/></ItemGroup></Project>";
            repository[$"{i}/a.cs"] = "class A { B b; } class B { A a; }";
        }
        return repository;
    }

    private static HostileRepository Patterns()
    {
        var repository = One(
            $"<ItemGroup>{Lines(5_000, i => $"<Compile Include=\"**/a*/**/b*c*d{i}*.cs\"/>")}</ItemGroup>"
        );
        for (var i = 0; i < 5_000; i++)
            repository[$"a/aaaa/{i}/bcdbcdbcdbcd{i}.cs"] = "class A { }";
        return repository;
    }

    private static HostileRepository Parts()
    {
        var repository = One("");
        for (var i = 0; i < 2_000; i++)
        {
            repository[$"parts/{i}.cs"] = "partial class Part { }";
            repository[$"uses/{i}.cs"] = "class User { Part a; Part B(Part c) => new Part(); }";
        }
        return repository;
    }

    private static HostileRepository LongNames() =>
        new()
        {
            ["a.cs"] =
                $"namespace {new string('n', 50_000)} {{ namespace {new string('m', 50_000)} {{"
                + Lines(50_000, i => $"class C{i} {{ C{i + 1} c; }}")
                + "}}",
        };

    private static HostileRepository Conditional()
    {
        var repository = new HostileRepository();
        for (var i = 0; i < 300; i++)
            repository[$"{i}.csproj"] =
                $"{Sdk}<PropertyGroup><DefineConstants>X{i}</DefineConstants></PropertyGroup></Project>";
        var text = $"#if X1\nclass A {{ B b; }}\n#endif\n{Lines(200, i => $"class C{i} {{ C{i + 1} c; }}")}";
        for (var i = 0; i < 300; i++)
            repository[$"src/{i}.cs"] = text;
        return repository;
    }

    private static HostileRepository Usings()
    {
        var repository = One("");
        for (var i = 0; i < 50; i++)
            repository[$"{i}.cs"] =
                Lines(5_000, n => $"using N{n};") + $"class U{i} {{ {Lines(5_000, n => $"T{n} t{n};")} }}";
        repository["t.cs"] = Lines(5_000, n => $"namespace N{n} {{ class T {{ }} }}");
        return repository;
    }
}
