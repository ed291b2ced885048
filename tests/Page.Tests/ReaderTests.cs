using Microsoft.Playwright;
using YudaiV3.Testing.FakeModel;
using static Microsoft.Playwright.Assertions;

namespace YudaiV3.Page.Tests;

/// <summary>The pages that show the OpenAPI document.</summary>
public sealed class ReaderTests
{
    [Fact]
    public async Task Documentation_shows_every_section_and_tries_a_request()
    {
        await using var model = await ModelServer.Start();
        await using var cluster = await Nodes.Start(model);
        await using var browser = await Browser.Open(cluster.Apis[0].Url);
        var page = browser.Page;

        await page.GotoAsync("/docs");
        var path = page.GetByText("/auth/dev-login", new() { Exact = true });
        var operation = page.Locator(".opblock").Filter(new() { Has = path }).First;
        await operation.GetByRole(AriaRole.Button).First.ClickAsync();
        await operation.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await operation.Locator("textarea").FillAsync("""{"username":"mona"}""");
        await operation.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();
        var responses = operation.Locator(".live-responses-table");
        await Expect(responses.Locator("tbody .response-col_status").First).ToContainTextAsync("200");
        await Expect(responses).ToContainTextAsync("access_token");
        await browser.Screenshot("docs");

        await page.GotoAsync("/redoc");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "YudaiV3" })).ToBeVisibleAsync();
        await browser.Screenshot("redoc");
        await page.GetByRole(AriaRole.Link, new() { Name = "auth", Exact = true }).First.ClickAsync();
        await Expect(page.GetByText("Sign in by name", new() { Exact = false }).First).ToBeVisibleAsync();
        Assert.Empty(browser.ConsoleErrors);
    }
}
