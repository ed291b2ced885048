namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class GoResolverTests
{
    [Fact]
    public void Resolve_of_Go_leads_to_folders_of_the_longest_module()
    {
        var files = new TestRepository(
            """
            === go.mod
            module example.com/app // comment
            === main.go
            package main
            import ("fmt"; "example.com/app"; "example.com/app/in/pkg"; "example.com/app/tool/x";
              "example.com/app/tests";
              "example.com/apple"; "./in/pkg"; "C")
            === in/pkg/a.go
            === tests/a_test.go
            === tool/go.mod
            module "example.com/app/tool"
            === tool/x/x.go
            """
        );
        Assert.Equal(
            [
                "folder:.",
                "folder:in/pkg",
                "folder:tool/x",
                "stdlib:C",
                "external:example.com/apple",
                "stdlib:fmt",
                "unresolved:example.com/app/tests",
            ],
            files.From("main.go")
        );
    }
}
