using System.Text.Json;
using System.Text.Json.Nodes;

namespace YudaiV3.Api.Tests.Documentation;

/// <summary>The OpenAPI document: whole, true to itself, and the one that is checked in.</summary>
public sealed class OpenApiTests(SignedInApi signedIn) : IClassFixture<SignedInApi>
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Routes =
    [
        "GET /",
        "GET /health",
        "GET /health/live",
        "GET /auth/login",
        "GET /auth/callback",
        "POST /auth/token",
        "POST /auth/dev-login",
        "GET /auth/profile",
        "GET /auth/status",
        "POST /auth/logout",
        "POST /auth/logout-everywhere",
        "POST /auth/github/disconnect",
        "GET /auth/logins",
        "DELETE /auth/logins/{}",
        "POST /auth/api-tokens",
        "GET /auth/api-tokens",
        "DELETE /auth/api-tokens/{}",
        "POST /auth/refresh",
        "GET /auth/config",
        "GET /github/repositories",
        "GET /github/repositories/{}/{}",
        "GET /github/repositories/{}/{}/branches",
        "GET /github/repositories/{}/{}/issues",
        "POST /github/repositories/{}/{}/issues",
        "GET /github/repositories/{}/{}/pulls",
        "GET /github/repositories/{}/{}/commits",
        "GET /github/search/repositories",
        "POST /daifu/sessions",
        "GET /daifu/sessions",
        "GET /daifu/sessions/{}",
        "POST /daifu/sessions/{}/touch",
        "GET /daifu/chat/sessions",
        "GET /daifu/chat/sessions/{}/messages",
        "GET /daifu/chat/sessions/{}/statistics",
        "PUT /daifu/chat/sessions/{}/title",
        "DELETE /daifu/chat/sessions/{}",
        "POST /daifu/chat/daifu",
        "POST /daifu/chat/daifu/v2",
        "POST /daifu/chat/sessions/{}/stop",
        "POST /daifu/chat/sessions/{}/messages/{}/regenerate",
        "PUT /daifu/chat/sessions/{}/messages/{}",
        "POST /daifu/chat/create-issue",
        "POST /daifu/sessions/{}/context-cards",
        "GET /daifu/sessions/{}/context-cards",
        "GET /daifu/sessions/{}/context-cards/{}",
        "DELETE /daifu/sessions/{}/context-cards/{}",
        "GET /daifu/sessions/{}/export",
        "GET /daifu/search",
        "GET /daifu/sessions/{}/ws",
        "POST /daifu/sessions/{}/ws-ticket",
        "POST /issues",
        "GET /issues",
        "GET /issues/statistics",
        "GET /issues/{}",
        "PUT /issues/{}/status",
        "POST /issues/create-with-context",
        "POST /issues/from-chat",
        "POST /issues/{}/create-github-issue",
        "POST /issues/{}/convert-to-github",
        "GET /filedeps",
        "POST /filedeps/extract",
        "GET /filedeps/ingests/{}",
        "DELETE /filedeps/ingests/{}",
        "GET /filedeps/repositories",
        "GET /filedeps/repositories/{}",
        "GET /filedeps/repositories/{}/files",
        "GET /filedeps/repositories/{}/graph",
        "GET /filedeps/repositories/{}/dependencies",
        "GET /filedeps/repositories/{}/impact",
        "GET /filedeps/repositories/{}/diff",
        "GET /filedeps/repositories/{}/cycles",
        "GET /filedeps/repositories/{}/metrics",
        "GET /filedeps/repositories/{}/digest",
        "GET /filedeps/repositories/{}/content",
        "GET /filedeps/repositories/{}/search",
        "GET /filedeps/repositories/{}/relevant",
        "GET /filedeps/repositories/{}/symbols",
    ];

    [Fact]
    public async Task Document_is_the_one_that_is_checked_in()
    {
        var served = (await Document()).ToJsonString(Indented) + "\n";
        var made = Path.Combine(Paths.Root, "artifacts", "openapi.json");
        await File.WriteAllTextAsync(made, served, TestContext.Current.CancellationToken);
        var kept = await File.ReadAllTextAsync(
            Path.Combine(Paths.Root, "docs", "openapi.json"),
            TestContext.Current.CancellationToken
        );
        Assert.True(
            kept == served,
            "docs/openapi.json is not what the Api serves. If the change is meant: cp artifacts/openapi.json docs/openapi.json"
        );
    }

    [Fact]
    public async Task Document_has_every_route_with_an_answer_an_example_and_its_errors()
    {
        var document = await Document();
        var operations = Operations(document)
            .ToDictionary(
                one => System.Text.RegularExpressions.Regex.Replace(one.Name, @"\{[^}]*\}", "{}"),
                one => one.Operation
            );
        Assert.Equal(Routes.Order(), operations.Keys.Order());
        foreach (var (name, operation) in operations)
        {
            var answers = operation["responses"]!.AsObject();
            Assert.True(operation["summary"] is not null, $"{name} has no summary.");
            Assert.True(answers.Any(answer => answer.Key[0] is '1' or '2' or '3'), $"{name} has no good answer.");
            if (answers["200"] is { } good)
                Assert.True(
                    good["content"]?["application/json"] is { } json
                        && json["example"] is not null
                        && json["schema"] is not null,
                    $"{name} has no example, or no schema."
                );
            if (operation["requestBody"] is { } body)
                Assert.True(
                    body["content"]!["application/json"]!["example"] is not null
                        && answers.ContainsKey("422")
                        && answers.ContainsKey("400"),
                    $"{name} has no example of its body, or does not say what a bad one gets."
                );
            if (operation["security"] is not null)
                Assert.True(answers.ContainsKey("401"), $"{name} does not say what a stranger gets.");
            if (name.Contains("{}", StringComparison.Ordinal))
                Assert.True(answers.ContainsKey("404"), $"{name} does not say what a wrong id gets.");
        }
    }

    [Fact]
    public async Task Examples_and_references_fit_their_schemas()
    {
        var document = await Document();
        var misfits = new List<string>();
        foreach (var (name, operation) in Operations(document))
        {
            foreach (var media in Media(operation))
                if (media["example"] is { } example)
                    SchemaFit.Compare(document, media["schema"]!, example, name, misfits);
        }
        Assert.Empty(misfits);
    }

    private async Task<JsonNode> Document() =>
        JsonNode.Parse(
            await (await signedIn.Api.Get("/openapi/v1.json")).Content.ReadAsStringAsync(
                TestContext.Current.CancellationToken
            )
        )!;

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!);

    private static IEnumerable<JsonNode> Media(JsonNode operation)
    {
        if (operation["requestBody"]?["content"]?["application/json"] is { } body)
            yield return body;
        foreach (var (_, answer) in operation["responses"]!.AsObject())
            if (answer!["content"]?["application/json"] is { } media)
                yield return media;
    }
}
