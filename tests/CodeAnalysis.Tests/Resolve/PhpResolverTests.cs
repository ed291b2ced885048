namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class PhpResolverTests
{
    [Fact]
    public void Resolve_of_PHP_uses_declared_namespaces() =>
        Assert.Equal(
            ["src/B.php", "src/inc.php (Include)", "stdlib:Exception", "external:Symfony", "unresolved:App\\Gone"],
            new TestRepository(
                "=== src/A.php\n<?php namespace App; use App\\{B, Gone}; use Symfony\\Component\\X; use "
                    + "Exception; require __DIR__ . '/inc.php';\n=== src/B.php\n"
                    + "<?php namespace App; final class B { }\n=== src/inc.php\n"
            ).From("src/A.php")
        );

    [Fact]
    public void Resolve_of_PHP_takes_a_namespace_as_its_folders() =>
        Assert.Equal(
            ["folder:src/Command"],
            new TestRepository(
                "=== src/A.php\n<?php namespace App; use App\\Command; use App\\Command as C;\n"
                    + "=== src/Command/B.php\n<?php namespace App\\Command; class B { }\n"
            ).From("src/A.php")
        );

    [Fact]
    public void Resolve_of_PHP_goes_up_as_dirname_says_and_guesses_no_variables() =>
        Assert.Equal(
            ["a.php (Include)", "x/b.php (Include)", "x/y/c.php (Include)"],
            new TestRepository(
                "=== x/y/m.php\n<?php require dirname(__DIR__, 2) . '/a.php'; include "
                    + "dirname(dirname(__FILE__)).'/b.php'; require_once(__DIR__.'/c.php'); require __DIR__ . "
                    + "\"/$name.php\"; require dirname(__DIR__) . '/' . $x;\n=== a.php\n=== x/b.php\n=== x/y/c.php\n"
                    + "=== x/a.php\n"
            ).From("x/y/m.php")
        );
}
