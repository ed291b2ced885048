namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class CResolverTests
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
            files.From("src/net/a.c")
        );
    }
}
