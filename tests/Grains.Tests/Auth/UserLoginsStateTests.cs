namespace YudaiV3.Auth;

public sealed class UserLoginsStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Find_ends_a_login_after_30_days()
    {
        var state = new UserLoginsState().Begin(Login("a"), Noon);
        Assert.NotNull(state.Find("a", Noon.AddDays(30).AddSeconds(-1)));
        Assert.Null(state.Find("a", Noon.AddDays(30)));
        Assert.Null(state.Find("b", Noon));
    }

    [Fact]
    public void Begin_again_changes_nothing()
    {
        var state = new UserLoginsState().Begin(Login("a"), Noon);
        Assert.Same(state, state.Begin(Login("a"), Noon.AddDays(1)));
    }

    [Fact]
    public void Begin_of_many_keeps_100_and_ends_the_one_that_was_not_used_for_longest()
    {
        var state = new UserLoginsState();
        for (var n = 0; n < 100; n++)
            state = state.Begin(Login($"{n}", n), Noon.AddMinutes(n));
        state = state.Use(["0"], Noon.AddMinutes(150)).Begin(Login("new", 200), Noon.AddMinutes(200));
        Assert.Equal(UserLoginsState.MaxLogins, state.Logins.Length);
        Assert.Equal(
            ["1"],
            Enumerable.Range(0, 100).Select(n => $"{n}").Except(state.Logins.Select(login => login.Id))
        );
        Assert.Single(state.Begin(Login("later", 0), Noon.AddDays(31)).Logins);
    }

    [Fact]
    public void Use_is_recorded_every_10_minutes()
    {
        var state = new UserLoginsState().Begin(Login("a"), Noon);
        Assert.Same(state, state.Use(["a"], Noon.AddMinutes(9)));
        Assert.Same(state, state.Use(["b"], Noon.AddMinutes(11)));
        Assert.Equal(Noon.AddMinutes(10), state.Use(["a"], Noon.AddMinutes(10)).Logins[0].LastUsedAt);
    }

    [Fact]
    public void End_removes_the_login_and_its_token()
    {
        var state = new UserLoginsState().Begin(Login("a"), Noon).Begin(Login("b"), Noon);
        Assert.Equal("b", Assert.Single(state.End("a").Logins).Id);
        Assert.Same(state, state.End("c"));
    }

    [Fact]
    public void Create_keeps_50_API_tokens_that_have_not_expired()
    {
        var state = new UserLoginsState();
        for (var n = 0; n < UserLoginsState.MaxApiTokens; n++)
            state = state.Create(Token($"{n}"), Noon);
        Assert.Same(state, state.Create(Token("1"), Noon));
        Assert.Throws<ConflictException>(() => state.Create(Token("new"), Noon));
        Assert.True(state.IsAlive("1", Noon) && !state.IsAlive("1", Noon.AddDays(1)));
        Assert.Equal("new", Assert.Single(state.Create(Token("new"), Noon.AddDays(1)).ApiTokens).Id);
        Assert.False(state.EndAny("1").IsAlive("1", Noon));
        Assert.Equal(("sealed", null), (state.ProtectedGitHubToken("1", Noon), state.ProtectedGitHubToken("x", Noon)));
        Assert.Equal(Noon, state.Use(["1"], Noon).ApiTokens[1].LastUsedAt);
    }

    private static StoredApiToken Token(string id) =>
        new()
        {
            Id = id,
            CreatedAt = Noon,
            ExpiresAt = Noon.AddDays(1),
            ProtectedGitHubToken = "sealed",
        };

    private static StoredLogin Login(string id, int minutes = 0) =>
        new()
        {
            Id = id,
            StartedAt = Noon.AddMinutes(minutes),
            LastUsedAt = Noon.AddMinutes(minutes),
            ProtectedGitHubToken = "sealed",
        };
}
