namespace YudaiV3.Api.Tests.Chat;

/// <summary>Texts that are attacks, kept and given back: never as something that a browser runs.</summary>
public sealed class StoredTextTests(SignedInApi signedIn) : IClassFixture<SignedInApi>
{
    private const string Attack = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\" onload=\"alert(1)";
    private readonly LocalApi _api = signedIn.Api;

    [Fact]
    public async Task Answer_with_an_attack_in_it_is_data_or_a_download_never_a_page()
    {
        var id = $"s{Guid.NewGuid():N}";
        var text = System.Text.Json.JsonEncodedText.Encode(Attack);
        await _api.Post("/daifu/chat/daifu", $$$"""{"session_id":"{{{id}}}","message":{"content":"{{{text}}}"}}""");
        await _api.Put($"/daifu/chat/sessions/{id}/title", $$"""{"title":"{{text}}"}""");
        await _api.Post(
            $"/daifu/sessions/{id}/context-cards",
            $$"""{"title":"{{text}}","content":"{{text}}","source":"manual"}"""
        );
        await _api.Post("/issues/", $$"""{"title":"{{text}}","conversation_id":"{{id}}"}""");
        var seen = 0;
        foreach (
            var path in (string[])
                [
                    $"/daifu/sessions/{id}",
                    $"/daifu/chat/sessions/{id}/messages",
                    "/daifu/chat/sessions",
                    $"/daifu/sessions/{id}/context-cards",
                    $"/daifu/sessions/{id}/export?format=json",
                    $"/daifu/sessions/{id}/export?format=markdown",
                    "/daifu/search?q=alert",
                    "/issues/",
                    $"/daifu/sessions/{Uri.EscapeDataString(Attack)}",
                    $"/{Uri.EscapeDataString(Attack)}",
                    $"/auth/callback?error={Uri.EscapeDataString(Attack)}",
                ]
        )
        {
            foreach (var accept in (string[])["*/*", "text/html,*/*;q=0.1"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation("Accept", accept);
                using var answer = await _api.Http.SendAsync(request);
                seen += (await answer.Content.ReadAsStringAsync()).Contains(
                    "<script>alert(1)",
                    StringComparison.Ordinal
                )
                    ? 1
                    : 0;
                Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
                Assert.DoesNotContain(
                    "<script>alert(1)",
                    answer.RequestMessage!.RequestUri!.AbsoluteUri,
                    StringComparison.Ordinal
                );
                if (!path.Contains("callback", StringComparison.Ordinal))
                    Assert.Contains(
                        answer.Content.Headers.ContentType!.MediaType,
                        (string[])["application/json", "application/problem+json", "text/markdown"]
                    );
                if (answer.Content.Headers.ContentType?.MediaType == "text/markdown")
                    Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            }
        }
        Assert.True(seen >= 8, $"the attack was in {seen} answers only");
    }
}
