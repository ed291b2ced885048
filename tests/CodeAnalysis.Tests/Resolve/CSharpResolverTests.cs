namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class CSharpResolverTests
{
    [Fact]
    public void Resolve_follows_references_by_the_properties_that_MSBuild_reserves()
    {
        var repository = new TestRepository(
            """
            === Directory.Build.props
            <Project><PropertyGroup><Root>$(MSBuildThisFileDirectory)</Root></PropertyGroup></Project>
            === src/Directory.Build.props
            <Project>
              <PropertyGroup>
                <Parent>$([System.IO.Path]::Combine('..', '$(_DirectoryBuildPropsFile)'))</Parent>
              </PropertyGroup>
              <Import Project="$(Parent)" Condition="Exists('$(Parent)')" />
            </Project>
            === test/Directory.Build.props
            <Project>
              <Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" />
            </Project>
            === src/a/a.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup><ProjectReference Include="$(Root)src\b\b.csproj" /></ItemGroup>
            </Project>
            === src/a/A.cs
            class A { B b; }
            === src/b/b.csproj
            <Project Sdk="Microsoft.NET.Sdk" />
            === src/b/B.cs
            class B { }
            === test/a/t.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><Src>$(Root)src</Src><All>$(Src)/a/a.csproj;$(Src)/b/b.csproj</All></PropertyGroup>
              <ItemGroup><ProjectReference Include="$(All)" /></ItemGroup>
            </Project>
            === test/a/T.cs
            class T { A a; B b; }
            """
        );
        Assert.Equal(["src/b/B.cs"], repository.From("src/a/A.cs"));
        Assert.Equal(["src/a/A.cs", "src/b/B.cs"], repository.From("test/a/T.cs"));
    }

    [Fact]
    public void Resolve_binds_names_by_scope_usings_and_project_references()
    {
        var files = new TestRepository(
            """
            === App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
            <ItemGroup><ProjectReference Include="..\Lib\Lib.csproj" /><Using Include="Lib.Opened" />
              <Compile Include="..\Shared\*.cs" Link="x" /><Compile Remove="Left\**" /></ItemGroup></Project>
            === App/A.cs
            using System.Text; using Lib; using Alias = Lib.Target; using static Lib.Statics;
            namespace App.Inner;
            class A { Thing t; Opened o; Alias a; Nested n; Hosted h; Near near; Shared s; Far far;
              Two two; [Mark] int i;
              List<Gen<int>> g; Lib.Sub.Full f; Whole.Part p; }
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
            """
        );
        Assert.Equal(
            [
                "App/Near.cs",
                "Lib/Hosted.cs",
                "Lib/Opened.cs",
                "Lib/Statics.cs",
                "Lib/Sub.cs",
                "Lib/Thing.Part.cs",
                "Lib/Types.cs",
                "Shared/Shared.cs",
                "external:System.Text",
            ],
            files.From("App/A.cs")
        );
    }

    [Fact]
    public void Resolve_of_a_part_of_the_type_itself_gives_no_edge() =>
        Assert.Empty(
            new TestRepository("=== A.cs\npartial class A { A other; }\n=== A.More.cs\npartial class A { }\n").From(
                "A.cs"
            )
        );

    [Fact]
    public void Resolve_of_a_name_that_two_namespaces_offer_gives_no_edge() =>
        Assert.Empty(
            new TestRepository(
                "=== A.cs\nusing N; using M;\nclass A { X x; }\n=== N.cs\nnamespace N { class X { } }\n"
                    + "=== M.cs\nnamespace M { class X { } }\n"
            ).From("A.cs")
        );

    [Fact]
    public void Resolve_of_global_usings_reaches_every_file_of_the_project() =>
        Assert.Equal(
            ["B.cs"],
            new TestRepository(
                "=== P.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\" />\n=== G.cs\nglobal using N;\n=== A.cs\n"
                    + "class A : X { }\n=== B.cs\nnamespace N { class X { } }\n"
            ).From("A.cs")
        );

    [Fact]
    public void Resolve_of_the_program_leads_to_its_statements() =>
        Assert.Equal(
            ["Main.cs"],
            new TestRepository("=== T.cs\nclass T : Factory<Program> { }\n=== Main.cs\nRun();\n").From("T.cs")
        );

    [Fact]
    public void Resolve_with_a_broken_project_file_takes_its_sources_together() =>
        Assert.Equal(
            ["B.cs"],
            new TestRepository("=== P.csproj\n<Project Sdk=\n=== A.cs\nclass A : B { }\n=== B.cs\nclass B { }\n").From(
                "A.cs"
            )
        );

    [Fact]
    public void Resolve_of_a_directive_inside_a_namespace_goes_outward_from_there()
    {
        var files = new TestRepository(
            """
            === A.cs
            namespace App.Tests;
            using Results; using Deep.Inner; using Elsewhere;
            class A { Result r; Thing t; }
            === Results.cs
            namespace App.Results { class Result { } }
            === Deep.cs
            namespace App.Deep.Inner { class Thing { } }
            """
        );
        Assert.Equal(["Deep.cs", "Results.cs", "external:Elsewhere"], files.From("A.cs"));
    }

    [Fact]
    public void Resolve_of_an_alias_gives_the_namespace_that_holds_its_target()
    {
        var files = new TestRepository(
            """
            === A.cs
            using Scenario = Lib.Helpers.Extensions.Scenario; using lists = System.Collections.Generic;
            using Target = Some.Package.Type;
            === B.cs
            using System.Collections.Generic;
            namespace Lib.Helpers { class Extensions { public class Scenario { } } }
            """
        );
        Assert.Equal(["B.cs", "external:Some.Package", "external:System.Collections.Generic"], files.From("A.cs"));
    }

    [Fact]
    public void Resolve_takes_the_symbols_that_the_project_defines()
    {
        var files = new TestRepository(
            """
            === P.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="$(Folder)own.props" />
              <PropertyGroup><TargetFrameworks>net10.0;net8.0;net462</TargetFrameworks></PropertyGroup>
              <PropertyGroup Condition=" '$(TargetFramework)' == 'net10.0' ">
                <DefineConstants>$(DefineConstants);HAVE_NEW</DefineConstants></PropertyGroup>
              <PropertyGroup Condition="'$(TargetFramework)'=='net462' or '$(OS)' == 'Windows_NT'">
                <DefineConstants>$(DefineConstants);HAVE_OLD</DefineConstants></PropertyGroup>
              <ItemGroup Condition="'$(Extra)' == 'yes' and !('$(Extra)' == 'no')">
                <Using Include="Opened" /></ItemGroup>
              <Choose><When Condition="'$(Extra)' == 'no'"><ItemGroup><Compile Remove="New.cs" /></ItemGroup></When>
                <Otherwise><ItemGroup><Compile Remove="Left.cs" /></ItemGroup></Otherwise></Choose>
              <Target Name="Clean"><ItemGroup><Compile Remove="*.cs" /></ItemGroup></Target>
            </Project>
            === Directory.Build.props
            <Project><PropertyGroup><Extra>yes</Extra><Folder>eng/</Folder></PropertyGroup></Project>
            === eng/own.props
            <Project><PropertyGroup>
              <DefineConstants>$(DefineConstants);HAVE_OWN</DefineConstants></PropertyGroup></Project>
            === A.cs
            #if HAVE_NEW && HAVE_OWN && DEBUG
            class A : New { Opened o; Left l; }
            #elif HAVE_OLD
            class A : Old { }
            #else
            class A : Neither { }
            #endif
            === New.cs
            class New { }
            === Old.cs
            class Old { }
            === Neither.cs
            class Neither { }
            === Left.cs
            class Left { }
            === Opened.cs
            #if HAVE_OWN
            namespace Opened { class Opened { } }
            #endif
            """
        );
        Assert.Equal(["New.cs", "Opened.cs"], files.From("A.cs"));
    }

    [Theory]
    [InlineData("(X, int) M() => default;")]
    [InlineData("static (int, X) M() { }")]
    [InlineData("(X, int)? M() { }")]
    [InlineData("string M() => (string)(X)value;")]
    [InlineData("void M() { ((X?)value)?.Go(); }")]
    public void Resolve_finds_types_in_tuples_and_casts(string member) =>
        Assert.Equal(
            ["X.cs"],
            new TestRepository($"=== A.cs\nclass A {{ {member} }}\n=== X.cs\nclass X {{ }}\n").From("A.cs")
        );

    [Theory]
    [InlineData("void M() { Call(X, 1); var y = (X, 1); for (var i = X, j = 1; ;) Go(); }")]
    [InlineData("int this[int i] => (X, 2) switch { _ => 1 };")]
    public void Resolve_of_values_in_parentheses_gives_no_edge(string member) =>
        Assert.Empty(new TestRepository($"=== A.cs\nclass A {{ {member} }}\n=== X.cs\nclass X {{ }}\n").From("A.cs"));
}
