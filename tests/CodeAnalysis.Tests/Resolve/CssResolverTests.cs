namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class CssResolverTests
{
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
            ).From("css/m.scss")
        );
}
