namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class PythonResolverTests
{
    [Fact]
    public void Resolve_names_the_most_specific_file()
    {
        var files = new TestRepository(
            """
            === pkg/__init__.py
            from .sub import one
            === pkg/sub/__init__.py
            === pkg/sub/one.py
            from . import two, missing
            from .. import sub
            from ..mod import *
            from .none import x
            from .... import far
            === pkg/sub/two.py
            === pkg/mod.py
            === main.py
            import pkg.sub.one, os.path, numpy.linalg
            from pkg import sub, VALUE
            import pkg.gone
            """
        );
        Assert.Equal(["pkg/sub/one.py"], files.From("pkg/__init__.py"));
        Assert.Equal(
            ["pkg/mod.py", "pkg/sub/__init__.py", "pkg/sub/two.py", "unresolved:....", "unresolved:.none"],
            files.From("pkg/sub/one.py")
        );
        Assert.Equal(
            [
                "pkg/__init__.py",
                "pkg/sub/__init__.py",
                "pkg/sub/one.py",
                "external:numpy",
                "stdlib:os",
                "unresolved:pkg.gone",
            ],
            files.From("main.py")
        );
    }

    [Fact]
    public void Resolve_looks_in_src_and_in_the_folders_around()
    {
        var files = new TestRepository(
            """
            === src/lib/__init__.py
            === tests/test_a.py
            import lib
            import helper
            from space import thing
            from space import nothing
            import space
            === tests/helper.py
            === space/thing.py
            import thing
            === backend/__init__.py
            === backend/run.py
            import models
            === backend/models.py
            """
        );
        Assert.Equal(
            ["space/thing.py", "src/lib/__init__.py", "tests/helper.py", "external:space"],
            files.From("tests/test_a.py")
        );
        Assert.Equal(["external:thing"], files.From("space/thing.py"));
        Assert.Equal(["backend/models.py"], files.From("backend/run.py"));
    }

    [Fact]
    public void Resolve_prefers_packages_and_takes_stubs() =>
        Assert.Equal(
            ["a/__init__.py", "b.pyi"],
            new TestRepository("=== m.py\nimport a, b\n=== a.py\n=== a/__init__.py\n=== b.pyi\n").From("m.py")
        );

    [Fact]
    public void Resolve_of_a_namespace_inside_a_package_is_a_folder() =>
        Assert.Equal(
            ["folder:a/ns", "unresolved:a.ns.gone"],
            new TestRepository(
                "=== m.py\nimport a.ns\nfrom a.ns import *\nfrom a.ns import gone\n=== a/__init__.py\n=== a/ns/x.py\n"
            ).From("m.py")
        );
}
