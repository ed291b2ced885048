namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class ShellResolverTests
{
    [Fact]
    public void Resolve_of_shell_guesses_no_variables() =>
        Assert.Equal(
            ["bin/lib.sh (Include)", "env.sh (Include)", "external:/etc/profile", "unresolved:$HOME/x.sh"],
            new TestRepository(
                "=== bin/run.sh\n. ./lib.sh\nsource env.sh\n. /etc/profile\n. $HOME/x.sh\n=== bin/lib.sh\n=== env.sh\n"
            ).From("bin/run.sh")
        );
}
