namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>Languages that import files by path.</summary>
public sealed class PathResolverTests
{
    [Fact]
    public void Resolve_of_C_searches_near_before_far()
    {
        var files = new TestRepository(
            """
            === src/net/a.c
            #include "b.h"
            #include "common.h"
            #include <api/public.h>
            #include "deep/only.h"
            #include <stdio.h>
            #include "strings.h"
            #include <lib/none.h>
            #include "none.h"
            #include "../net/b.h"
            === src/net/b.h
            === src/common.h
            === common.h
            === include/api/public.h
            === third/x/deep/only.h
            === third/stdio.h
            """
        );
        Assert.Equal(
            [
                "include/api/public.h (Include)",
                "src/common.h (Include)",
                "src/net/b.h (Include)",
                "third/x/deep/only.h (Include)",
                "external:lib/none.h",
                "stdlib:stdio.h",
                "stdlib:strings.h",
                "unresolved:none.h",
            ],
            files.Of("src/net/a.c")
        );
    }

    [Fact]
    public void Resolve_of_styles_finds_partials_and_packages() =>
        Assert.Equal(
            [
                "css/_a.scss",
                "css/b/_index.scss",
                "css/c.css",
                "external:@s/p",
                "external:bootstrap",
                "external:https://x/y.css",
                "stdlib:sass:math",
                "unresolved:./none",
            ],
            new TestRepository(
                "=== css/m.scss\n@use 'a'; @use './b'; @import 'c.css', '~bootstrap/scss/x', '~@s/p/q', "
                    + "'https://x/y.css'; @use 'sass:math'; @use './none';\n=== css/_a.scss\n=== css/b/_index.scss\n"
                    + "=== css/c.css\n"
            ).Of("css/m.scss")
        );

    [Fact]
    public void Resolve_of_Ruby_uses_load_paths() =>
        Assert.Equal(
            ["app/x.rb", "lib/gem/v.rb", "stdlib:json", "external:rails", "unresolved:./none"],
            new TestRepository(
                "=== app/m.rb\nrequire 'gem/v'\nrequire_relative 'x'\nrequire 'json'\nrequire 'rails/all'\n"
                    + "require_relative './none'\n=== app/x.rb\n=== lib/gem/v.rb\n"
            ).Of("app/m.rb")
        );

    [Fact]
    public void Resolve_of_PHP_uses_declared_namespaces() =>
        Assert.Equal(
            ["src/B.php", "src/inc.php (Include)", "stdlib:Exception", "external:Symfony", "unresolved:App\\Gone"],
            new TestRepository(
                "=== src/A.php\n<?php namespace App; use App\\{B, Gone}; use Symfony\\Component\\X; use "
                    + "Exception; require __DIR__ . '/inc.php';\n=== src/B.php\n"
                    + "<?php namespace App; final class B { }\n=== src/inc.php\n"
            ).Of("src/A.php")
        );

    [Fact]
    public void Resolve_of_shell_guesses_no_variables() =>
        Assert.Equal(
            ["bin/lib.sh (Include)", "env.sh (Include)", "external:/etc/profile", "unresolved:$HOME/x.sh"],
            new TestRepository(
                "=== bin/run.sh\n. ./lib.sh\nsource env.sh\n. /etc/profile\n. $HOME/x.sh\n=== bin/lib.sh\n=== env.sh\n"
            ).Of("bin/run.sh")
        );

    [Fact]
    public void Resolve_of_Ruby_finds_the_other_gems_of_the_repository() =>
        Assert.Equal(
            ["other/lib/other/core.rb", "external:rack"],
            new TestRepository(
                "=== one/lib/one.rb\nrequire 'other/core'\nrequire 'rack'\n=== one/one.gemspec\n"
                    + "=== other/other.gemspec\n=== other/lib/other/core.rb\n"
            ).Of("one/lib/one.rb")
        );

    [Fact]
    public void Resolve_of_Ruby_expands_paths_from_the_file() =>
        Assert.Equal(
            ["lib/a.rb", "spec/b.rb", "spec/c.rb"],
            new TestRepository(
                "=== spec/m.rb\nrequire File.expand_path('../../lib/a', __FILE__)\n"
                    + "require File.expand_path(\"b\", __dir__)\nrequire File.join(__dir__, 'c')\n=== lib/a.rb\n"
                    + "=== spec/b.rb\n=== spec/c.rb\n"
            ).Of("spec/m.rb")
        );

    [Fact]
    public void Resolve_of_PHP_takes_a_namespace_as_its_folders() =>
        Assert.Equal(
            ["folder:src/Command"],
            new TestRepository(
                "=== src/A.php\n<?php namespace App; use App\\Command; use App\\Command as C;\n"
                    + "=== src/Command/B.php\n<?php namespace App\\Command; class B { }\n"
            ).Of("src/A.php")
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
            ).Of("x/y/m.php")
        );
}
