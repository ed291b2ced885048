namespace YudaiV3.RepoIngest.Resolve;

public sealed class CSharpResolverTests
{
    [Fact]
    public void Resolve_binds_names_by_scope_usings_and_project_references()
    {
        var files = new TestRepository("""
            === App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
            <ItemGroup><ProjectReference Include="..\Lib\Lib.csproj" /><Using Include="Lib.Opened" /><Compile Include="..\Shared\*.cs" Link="x" /><Compile Remove="Left\**" /></ItemGroup></Project>
            === App/A.cs
            using System.Text; using Lib; using Alias = Lib.Target; using static Lib.Statics;
            namespace App.Inner;
            class A { Thing t; Opened o; Alias a; Nested n; Hosted h; Near near; Shared s; Far far; Two two; [Mark] int i; List<Gen<int>> g; Lib.Sub.Full f; Whole.Part p; }
            === App/Near.cs
            namespace App; class Near { }
            === App/Left/Far.cs
            class Far { }
            === Shared/Shared.cs
            class Shared { }
            === Lib/Lib.csproj
            <Project Sdk="Microsoft.NET.Sdk"></Project>
            === Lib/Types.cs
            namespace Lib; class Thing { } class Target { } class Gen<T> { } class Gen { } class MarkAttribute { }
            === Lib/Thing.Part.cs
            namespace Lib { partial class Thing { } }
            === Lib/Opened.cs
            namespace Lib.Opened { class Opened { } }
            === Lib/Statics.cs
            namespace Lib { class Statics { public class Nested { } } class Whole { public class Part { } } }
            === Lib/Hosted.cs
            namespace Microsoft.AspNetCore.Hosting { class Hosted { } }
            === Lib/Sub.cs
            namespace Lib.Sub { class Full { } }
            === Alone/Alone.csproj
            <Project Sdk="Microsoft.NET.Sdk" />
            === Alone/Two.cs
            namespace App.Inner { class Two { } }
            """);
        Assert.Equal(["App/Near.cs", "Lib/Hosted.cs", "Lib/Opened.cs", "Lib/Statics.cs", "Lib/Sub.cs", "Lib/Thing.Part.cs", "Lib/Types.cs", "Shared/Shared.cs", "external:System.Text"], files.Of("App/A.cs"));
    }

    [Fact]
    public void Resolve_of_a_part_of_the_type_itself_gives_no_edge() => Assert.Empty(new TestRepository("=== A.cs\npartial class A { A other; }\n=== A.More.cs\npartial class A { }\n").Of("A.cs"));

    [Fact]
    public void Resolve_of_a_name_that_two_namespaces_offer_gives_no_edge() =>
        Assert.Empty(new TestRepository("=== A.cs\nusing N; using M;\nclass A { X x; }\n=== N.cs\nnamespace N { class X { } }\n=== M.cs\nnamespace M { class X { } }\n").Of("A.cs"));

    [Fact]
    public void Resolve_of_global_usings_reaches_every_file_of_the_project() => Assert.Equal(["B.cs"],
        new TestRepository("=== P.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\" />\n=== G.cs\nglobal using N;\n=== A.cs\nclass A : X { }\n=== B.cs\nnamespace N { class X { } }\n").Of("A.cs"));

    [Fact]
    public void Resolve_of_the_program_leads_to_its_statements() => Assert.Equal(["Main.cs"], new TestRepository("=== T.cs\nclass T : Factory<Program> { }\n=== Main.cs\nRun();\n").Of("T.cs"));

    [Fact]
    public void Resolve_with_a_broken_project_file_takes_its_sources_together() =>
        Assert.Equal(["B.cs"], new TestRepository("=== P.csproj\n<Project Sdk=\n=== A.cs\nclass A : B { }\n=== B.cs\nclass B { }\n").Of("A.cs"));
}
