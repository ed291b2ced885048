namespace YudaiV3.CodeAnalysis.Resolve;

public sealed class PnpmWorkspaceTests
{
    [Fact]
    public void Packages_reads_a_list_with_quotes_and_comments() =>
        Assert.Equal(
            ["packages/*", "tools/**", "!**/test"],
            PnpmWorkspace.Packages(
                "# all\npackages:\n  - 'packages/*'\n  - tools/** # comment\n\n  - \"!**/test\"\ncatalog:\n  - no\n"
            )
        );

    [Fact]
    public void Packages_reads_a_list_in_one_line() =>
        Assert.Equal(["a", "b/*"], PnpmWorkspace.Packages("packages: [a, 'b/*']\n"));

    [Fact]
    public void Packages_of_another_document_is_empty() => Assert.Empty(PnpmWorkspace.Packages("other:\n  - a\n"));
}
