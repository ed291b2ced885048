using YudaiV3.Chat;

namespace YudaiV3.Auth;

public sealed class SessionFilterTests
{
    private static readonly Session Session = new()
    {
        RepoOwner = "Octo",
        RepoName = "Cat",
        IsActive = true,
    };

    [Fact]
    public void Matches_compares_names_without_case()
    {
        Assert.True(new SessionFilter().Matches(Session));
        Assert.True(new SessionFilter { RepoOwner = "octo", RepoName = "CAT" }.Matches(Session));
        Assert.False(new SessionFilter { RepoOwner = "cat" }.Matches(Session));
        Assert.False(new SessionFilter { RepoName = "octo" }.Matches(Session));
    }

    [Fact]
    public void Matches_a_closed_session_only_if_requested()
    {
        var closed = Session with { IsActive = false };
        Assert.False(new SessionFilter().Matches(closed));
        Assert.True(new SessionFilter { IncludeInactive = true }.Matches(closed));
    }
}
