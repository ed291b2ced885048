using YudaiV3.Chat;

namespace YudaiV3.Auth;

public sealed class RepositorySessionTests
{
    private static readonly RepositoryRef Repository = new()
    {
        Owner = "Octo",
        Name = "Cat.Net",
        Branch = "main",
    };

    [Fact]
    public void SessionId_shows_the_repository_and_changes_with_the_generation()
    {
        var first = new RepositorySession().SessionId(Repository);
        Assert.StartsWith("octo-catnet-", first, StringComparison.Ordinal);
        Assert.Equal($"{first}-2", new RepositorySession { Generation = 1 }.SessionId(Repository));
    }

    [Fact]
    public void Name_ignores_the_case_of_the_repository_but_not_of_the_branch()
    {
        var name = RepositorySession.Name(Repository);
        Assert.Equal(name, RepositorySession.Name(Repository with { Owner = "OCTO", Name = "cat.net" }));
        Assert.NotEqual(name, RepositorySession.Name(Repository with { Branch = "Main" }));
    }
}
