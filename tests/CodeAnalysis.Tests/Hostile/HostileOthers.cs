using static YudaiV3.CodeAnalysis.Hostile.HostileRepository;

namespace YudaiV3.CodeAnalysis.Hostile;

/// <summary>Hostile sources of the other ecosystems, hostile names and hostile encodings.</summary>
internal static class HostileOthers
{
    public static IEnumerable<(string Name, Func<HostileRepository> Create)> All() =>
        [
            ("500 Rust crates that share 2,000 modules", Crates),
            ("Rust modules in a chain of 10,000 files", Modules),
            ("a Rust use of 1,000,000 leaves", () => One("a.rs", Grouped("use", "::", ';'))),
            ("a PHP use of 1,000,000 leaves", () => One("a.php", $"<?php\n{Grouped("use", "\\", ';')}")),
            ("10,000 C headers of one name", Headers),
            ("a Java class in 3,000 places", Classes),
            ("a Kotlin import of 1,000,000 names", () => One("a.kt", $"import {Repeat("a.", 1_000_000)}b")),
            ("a Go import of 1,000,000 folders", () => One("a.go", $"import \"{Repeat("a/", 1_000_000)}b\"")),
            ("a Python import of 1,000,000 names", () => One("a.py", $"import {Repeat("a.", 1_000_000)}b")),
            ("2,000 Ruby gems times 2,000 requires", Gems),
            ("100,000 Sass imports", () => One("a.scss", Lines(100_000, i => $"@use '{Repeat("../", i % 50)}x{i}';"))),
            ("20,000 files that are each 100 folders deep", Folders),
            ("names of every kind", Names),
            ("encodings of every kind", Encodings),
        ];

    private static HostileRepository One(string path, string text) => new() { [path] = text };

    private static string Grouped(string keyword, string separator, char end) =>
        $"{keyword} {new string('a', 100_000)}{separator}{{{Repeat("b,", 1_000_000)}c}}{end}";

    private static HostileRepository Crates()
    {
        var repository = new HostileRepository();
        var root = Lines(2_000, i => $"#[path = \"../m/{i}.rs\"] mod m{i};");
        for (var i = 0; i < 500; i++)
        {
            repository[$"c{i}/Cargo.toml"] = $"[package]\nname = \"c{i}\"\n";
            repository[$"c{i}/src/lib.rs"] = root.Replace("../m", "../../m", StringComparison.Ordinal);
        }
        for (var i = 0; i < 2_000; i++)
            repository[$"m/{i}.rs"] = "use crate::m1; mod a { mod b { } }";
        return repository;
    }

    private static HostileRepository Modules()
    {
        var repository = new HostileRepository { ["Cargo.toml"] = "[package]\nname = \"a\"\n" };
        repository["src/lib.rs"] = "#[path = \"0.rs\"] mod m;";
        for (var i = 0; i < 10_000; i++)
            repository[$"src/{i}.rs"] = $"#[path = \"{i + 1}.rs\"] mod m; {Repeat("use crate::m::x;", 20)}";
        return repository;
    }

    private static HostileRepository Headers()
    {
        var repository = new HostileRepository();
        for (var i = 0; i < 10_000; i++)
            (repository[$"{i}/x/y.h"], repository[$"s{i}/a.c"]) = ("", "#include <x/y.h>\n#include \"x/y.h\"\n");
        return repository;
    }

    private static HostileRepository Classes()
    {
        var repository = new HostileRepository();
        for (var i = 0; i < 3_000; i++)
            repository[$"{i}/A.java"] = $"package a.b; import a.b.A; import a.b.*; import a.b.C{i}; class A {{ }}";
        return repository;
    }

    private static HostileRepository Gems()
    {
        var repository = new HostileRepository();
        for (var i = 0; i < 2_000; i++)
            (repository[$"{i}/{i}.gemspec"], repository[$"{i}/a.rb"]) = ("", Lines(50, n => $"require 'x{n}/y'"));
        return repository;
    }

    private static HostileRepository Folders()
    {
        var repository = new HostileRepository();
        for (var i = 0; i < 20_000; i++)
            repository[$"{i}/{Repeat("folder/", 99)}a.py"] = "import a.b.c\nfrom . import d\n";
        return repository;
    }

    private static HostileRepository Names()
    {
        var repository = new HostileRepository();
        foreach (
            var name in (string[])
                [
                    "..",
                    ".",
                    "...",
                    " ",
                    "\t",
                    "*",
                    "**",
                    "?",
                    "[",
                    "]",
                    "$(A)",
                    "%41",
                    "a:b",
                    "con",
                    "\\",
                    "'",
                    "\"",
                    "\u202e",
                    "\ud800",
                    "\0",
                    "é",
                    "e\u0301",
                    "__proto__",
                    "constructor",
                    "a b",
                    "#",
                    "@",
                    "~",
                    "-",
                    new('x', 900),
                ]
        )
        {
            foreach (
                var ending in (string[])["ts", "py", "cs", "rs", "go", "java", "kt", "c", "rb", "php", "scss", "sh"]
            )
                repository[$"d/{name}/{name}.{ending}"] =
                    $"import '{name}'; #include \"{name}\"\nrequire '../{name}'\n@use '{name}';\nsource {name}\n";
        }
        repository["d/../p.csproj"] = "<Project><Import Project=\"..\\..\\..\\x\"/></Project>";
        repository["p.csproj"] =
            "<Project><ItemGroup><Compile Include=\"**\\[*;..\\**;%2e%2e/*\"/></ItemGroup></Project>";
        return repository;
    }

    private static HostileRepository Encodings()
    {
        var repository = new HostileRepository();
        foreach (
            var (text, i) in (
                (string[])["\uFEFF", "\uFFFE", "\0", "\ud800", "\udc00", "\u2028", "\r", "\u0085"]
            ).Select((text, i) => (text, i))
        )
        {
            foreach (var ending in (string[])["ts", "py", "cs", "rs", "go", "java", "c", "rb", "php", "scss", "vue"])
                repository[$"{i}.{ending}"] = Lines(5_000, n => $"{text}import {text}a{n}{text} from '{text}b'");
            repository[$"{i}/package.json"] = $"{text}{{\"name\":\"{text}\"}}{text}";
            repository[$"{i}/a.csproj"] = $"{text}<Project>{text}</Project>{text}";
            repository[$"{i}/Cargo.toml"] = $"{text}[package]{text}\nname = \"{text}\"";
        }
        return repository;
    }
}
