namespace YudaiV3.GitHub;

public sealed class RepositoryKeyTests
{
    [Fact]
    public void Create_ignores_the_case_of_names() =>
        Assert.Equal(RepositoryKey.Create("Octo", "Cat.Net"), RepositoryKey.Create("octo", "cat.net"));

    [Fact]
    public void Parts_returns_owner_and_name() =>
        Assert.Equal(("octo", "cat"), RepositoryKey.Parts(RepositoryKey.Create("octo", "cat")));

    [Theory]
    [InlineData("", "cat")]
    [InlineData("octo", "..")]
    [InlineData("octo", "a/b")]
    [InlineData("octo", "a b")]
    public void Create_with_an_invalid_name_is_not_found(string owner, string name) =>
        Assert.Throws<NotFoundException>(() => RepositoryKey.Create(owner, name));
}
