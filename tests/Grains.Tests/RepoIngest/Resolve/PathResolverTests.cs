namespace YudaiV3.RepoIngest.Resolve;

/// <summary>Languages that import files by path.</summary>
public sealed class PathResolverTests
{
    [Fact]
    public void Resolve_of_C_searches_near_before_far()
    {
        var files = new TestRepository("""
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
            """);
        Assert.Equal(["include/api/public.h (Include)", "src/common.h (Include)", "src/net/b.h (Include)", "third/x/deep/only.h (Include)", "external:lib/none.h", "stdlib:stdio.h", "stdlib:strings.h", "unresolved:none.h"], files.Of("src/net/a.c"));
    }

    [Fact]
    public void Resolve_of_styles_finds_partials_and_packages() => Assert.Equal(["css/_a.scss", "css/b/_index.scss", "css/c.css", "external:@s/p", "external:bootstrap", "external:https://x/y.css", "stdlib:sass:math", "unresolved:./none"],
        new TestRepository("=== css/m.scss\n@use 'a'; @use './b'; @import 'c.css', '~bootstrap/scss/x', '~@s/p/q', 'https://x/y.css'; @use 'sass:math'; @use './none';\n=== css/_a.scss\n=== css/b/_index.scss\n=== css/c.css\n").Of("css/m.scss"));

    [Fact]
    public void Resolve_of_Ruby_uses_load_paths() => Assert.Equal(["app/x.rb", "lib/gem/v.rb", "stdlib:json", "external:rails", "unresolved:./none"],
        new TestRepository("=== app/m.rb\nrequire 'gem/v'\nrequire_relative 'x'\nrequire 'json'\nrequire 'rails/all'\nrequire_relative './none'\n=== app/x.rb\n=== lib/gem/v.rb\n").Of("app/m.rb"));

    [Fact]
    public void Resolve_of_PHP_uses_declared_namespaces() => Assert.Equal(["src/B.php", "src/inc.php (Include)", "stdlib:Exception", "external:Symfony", "unresolved:App\\Gone"],
        new TestRepository("=== src/A.php\n<?php namespace App; use App\\{B, Gone}; use Symfony\\Component\\X; use Exception; require __DIR__ . '/inc.php';\n=== src/B.php\n<?php namespace App; final class B { }\n=== src/inc.php\n").Of("src/A.php"));

    [Fact]
    public void Resolve_of_shell_guesses_no_variables() => Assert.Equal(["bin/lib.sh (Include)", "env.sh (Include)", "external:/etc/profile", "unresolved:$HOME/x.sh"],
        new TestRepository("=== bin/run.sh\n. ./lib.sh\nsource env.sh\n. /etc/profile\n. $HOME/x.sh\n=== bin/lib.sh\n=== env.sh\n").Of("bin/run.sh"));
}
