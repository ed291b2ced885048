namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class RubyResolverTests
{
    [Fact]
    public void Resolve_of_Ruby_uses_load_paths() =>
        Assert.Equal(
            ["app/x.rb", "lib/gem/v.rb", "stdlib:json", "external:rails", "unresolved:./none"],
            new TestRepository(
                "=== app/m.rb\nrequire 'gem/v'\nrequire_relative 'x'\nrequire 'json'\nrequire 'rails/all'\n"
                    + "require_relative './none'\n=== app/x.rb\n=== lib/gem/v.rb\n"
            ).From("app/m.rb")
        );

    [Fact]
    public void Resolve_of_Ruby_finds_the_other_gems_of_the_repository() =>
        Assert.Equal(
            ["other/lib/other/core.rb", "external:rack"],
            new TestRepository(
                "=== one/lib/one.rb\nrequire 'other/core'\nrequire 'rack'\n=== one/one.gemspec\n"
                    + "=== other/other.gemspec\n=== other/lib/other/core.rb\n"
            ).From("one/lib/one.rb")
        );

    [Fact]
    public void Resolve_of_Ruby_expands_paths_from_the_file() =>
        Assert.Equal(
            ["lib/a.rb", "spec/b.rb", "spec/c.rb"],
            new TestRepository(
                "=== spec/m.rb\nrequire File.expand_path('../../lib/a', __FILE__)\n"
                    + "require File.expand_path(\"b\", __dir__)\nrequire File.join(__dir__, 'c')\n=== lib/a.rb\n"
                    + "=== spec/b.rb\n=== spec/c.rb\n"
            ).From("spec/m.rb")
        );
}
