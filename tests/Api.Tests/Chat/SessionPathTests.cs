using YudaiV3.Api.Chat;

namespace YudaiV3.Api.Tests.Chat;

public sealed class SessionPathTests
{
    [Theory]
    [InlineData("/daifu/sessions/abc", "abc", "/daifu/sessions/~")]
    [InlineData("/daifu/sessions/abc/touch?x=1", "abc", "/daifu/sessions/~/touch")]
    [InlineData("/api/daifu/chat/sessions/abc/messages", "abc", "/daifu/chat/sessions/~/messages")]
    [InlineData("/API/Daifu/Sessions/a%2Fb%2f%3F/ws?token=t", "a/b/?", "/daifu/sessions/~/ws")]
    [InlineData("/daifu/sessions/%2e%2e/touch", "..", "/daifu/sessions/~/touch")]
    [InlineData("/daifu/sessions/%F0%9F%98%80%20%E6%97%A5", "😀 日", "/daifu/sessions/~")]
    [InlineData("/daifu/sessions/100%", "100%", "/daifu/sessions/~")]
    [InlineData("/daifu/sessions/a+b%252F", "a+b%2F", "/daifu/sessions/~")]
    [InlineData("http://host:8000/daifu/sessions/abc?x", "abc", "/daifu/sessions/~")]
    public void Find_session_takes_its_id_as_it_was_sent(string target, string id, string path) =>
        Assert.Equal(new SessionPath(id, path), SessionPath.Find(target));

    [Fact]
    public void Find_id_that_is_too_long_is_none() =>
        Assert.Null(SessionPath.Find("/daifu/sessions/" + new string('a', 256))!.SessionId);

    [Fact]
    public void Find_longest_id_counts_characters_not_bytes() =>
        Assert.NotNull(
            SessionPath.Find("/daifu/sessions/" + string.Concat(Enumerable.Repeat("%F0%9F%98%80", 255)))!.SessionId
        );

    [Theory]
    [InlineData("/daifu/sessions")]
    [InlineData("/daifu/sessions/")]
    [InlineData("/daifu/chat/daifu")]
    [InlineData("/auth/status?next=/daifu/sessions/abc")]
    [InlineData("*")]
    public void Find_in_other_paths_finds_nothing(string target) => Assert.Null(SessionPath.Find(target));
}
