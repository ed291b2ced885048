using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;
using static Microsoft.Playwright.Assertions;

namespace YudaiV3.Page.Tests;

/// <summary>A user's journey from sign-in to an issue on GitHub, with a crash. Every view is captured.</summary>
public sealed partial class JourneyTests
{
    [Fact]
    public async Task User_signs_in_chats_and_files_an_issue_while_nodes_are_killed()
    {
        await using var model = await ModelServer.Start();
        await using var gitHub = await GitHubServer.Start();
        var ada = gitHub.People.Add("ada", "Ada Example");
        var shop = Example.Shop(gitHub, ada);
        gitHub.Repositories.Add(ada, "notes", isPrivate: true).Commit("Begin");
        gitHub.OAuth.Person = ada;
        await using var cluster = await Nodes.Start(model, gitHub);
        await using var browser = await Browser.Open(cluster.Apis[0].Url);
        var page = browser.Page;
        var gallery = new Gallery(page, await Axe.Script());

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in with GitHub" })).ToBeVisibleAsync();
        await gallery.Capture("1-sign-in");
        await RefuseTokenOfALink(cluster, gitHub);
        await browser.Press("Sign in with GitHub");
        await Expect(page.GetByText("Ada Example")).ToBeVisibleAsync();
        Assert.DoesNotContain("access_token", page.Url, StringComparison.Ordinal);
        await gallery.Capture("2-welcome");

        await browser.Press("New session");
        await page.GetByLabel("Repository", new() { Exact = true }).FillAsync("sho");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "ada/notes" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "ada/shop" }).ClickAsync();
        await Expect(page.GetByLabel("Branch", new() { Exact = true })).ToHaveValueAsync("trunk");
        await gallery.Capture("3-choose");
        await browser.Press("Start the session");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ada/shop" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        await gallery.Capture("4-empty-session", "Talk");

        await Ingest(browser, gallery, shop);
        await Chat(browser, gallery, model, cluster, gitHub);
        await KeepCards(browser, gallery);
        await FileIssue(browser, gallery, shop);

        await page.ReloadAsync();
        await Expect(browser.Answers).ToHaveCountAsync(2);
        Assert.Empty(gallery.Violations);
        Assert.Empty(browser.ConsoleErrors);
    }

    private static async Task RefuseTokenOfALink(Cluster cluster, GitHubServer gitHub)
    {
        using var http = new HttpClient { BaseAddress = cluster.Apis[0].Url };
        var mallory = gitHub.People.NewToken(gitHub.People.Add("mallory"));
        using var login = await http.PostAsJsonAsync("/auth/token", new { github_token = mallory });
        var token = (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        await using var victim = await Browser.Open(cluster.Apis[0].Url);
        await victim.Page.GotoAsync("about:blank");
        await victim.Page.GotoAsync($"{cluster.Apis[0].Url}#access_token={token}&nonce=any");
        await Expect(victim.Page.GetByText("This login was not begun in this tab.")).ToBeVisibleAsync();
        await Expect(victim.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with GitHub" })).ToBeVisibleAsync();
    }

    private static async Task Ingest(Browser browser, Gallery gallery, FakeRepository shop)
    {
        var page = browser.Page;
        await page.GetByRole(AriaRole.Tab, new() { Name = "Files" }).ClickAsync();
        await gallery.Capture("5-files-unread", "Context");
        var gate = new TaskCompletionSource();
        shop.Held = gate.Task;
        await browser.Press("Read the files");
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Reading the files" })).ToBeVisibleAsync();
        await gallery.Capture("5-reading", "Context");
        gate.SetResult();
        await Expect(page.GetByText("22 files")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^src") }).ClickAsync();
        await Expect(page.GetByText("greeting.ts", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("img[src=x]")).ToHaveCountAsync(0);
        await gallery.Capture("6-files", "Context");
        var drawing = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Dependency picture" }).ClickAsync(),
            response => response.Url.Contains("/graph?", StringComparison.Ordinal)
        );
        Assert.Empty(await browser.OverflowingTexts(await drawing.TextAsync()));
        await Expect(page.Locator(".picture img")).ToHaveJSPropertyAsync("complete", true);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Around src/basket.ts" })).ToBeVisibleAsync();
        await gallery.Capture("7-picture");
        await page.GetByRole(AriaRole.Button, new() { Name = "Around src/basket.ts" }).ClickAsync();
        await Expect(page.GetByText("What is around src/basket.ts")).ToBeVisibleAsync();
        var distantFile = page.GetByRole(AriaRole.Button, new() { Name = "Around src/catalogue/price.ts" });
        await Expect(distantFile).ToHaveCountAsync(0);
        await gallery.Capture("7-picture-around");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep src/greeting.ts as a card" }).ClickAsync();
        await Expect(page.GetByText("Kept as card")).ToBeVisibleAsync();
    }

    private static async Task Chat(
        Browser browser,
        Gallery gallery,
        ModelServer model,
        Cluster cluster,
        GitHubServer gitHub
    )
    {
        var page = browser.Page;
        var gate = new TaskCompletionSource();
        model.Script(ModelReply.Answer(Example.Answer));
        await browser.Send("Why is the greeting wrong?");
        await Expect(browser.Answers).ToHaveCountAsync(1);
        await Expect(browser.Answers.First.Locator("img")).ToHaveCountAsync(0);

        model.Script(
            ModelReply.Wait(gate.Task, "The first half.", "The second half."),
            ModelReply.Answer("The first half. The second half.")
        );
        await browser.Send("What of visitors at night?");
        var draft = page.GetByRole(AriaRole.Article, new() { Name = "DAifu is writing" });
        await Expect(draft).ToContainTextAsync("The first half.");
        await gallery.Capture("8-writing", "Talk");
        await Task.WhenAll(cluster.Silos[0].Kill(), cluster.Apis[0].Process.Kill());
        await Expect(page.GetByText("Connection lost")).ToBeVisibleAsync();
        await gallery.Capture("9-lost", "Talk");
        var settings = Nodes.Settings(model, gitHub);
        await Task.WhenAll(cluster.AddSilo(settings), cluster.AddApi(cluster.Apis[0].Url, settings));
        await Expect(browser.Answers.Nth(1)).ToHaveTextAsync(BothHalves());
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(4);
        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        await gallery.Capture("10-conversation", "Talk");
        model.Default = Example.Reply;
    }

    private static async Task KeepCards(Browser browser, Gallery gallery)
    {
        var page = browser.Page;
        await browser.Answers.First.GetByRole(AriaRole.Button, new() { Name = "Keep as card" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Cards" }).ClickAsync();
        var cards = page.GetByRole(AriaRole.Checkbox);
        await Expect(cards).ToHaveCountAsync(2);
        await cards.First.CheckAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Leave out src/greeting.ts" })).ToBeVisibleAsync();
        await gallery.Capture("11-cards", "Context");
    }

    private static async Task FileIssue(Browser browser, Gallery gallery, FakeRepository shop)
    {
        var page = browser.Page;
        await page.GetByRole(AriaRole.Tab, new() { Name = "Issues" }).ClickAsync();
        await gallery.Capture("12-no-issues", "Context");
        await browser.Press("Draft an issue");
        var box = page.GetByRole(AriaRole.Dialog);
        await gallery.Capture("13-draft");
        await box.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        var heading = box.GetByRole(AriaRole.Heading, new() { Name = "Greet by the visitor's own hour" });
        await Expect(heading).ToBeVisibleAsync();
        await Expect(box.GetByRole(AriaRole.Link, new() { Name = "#1" })).ToBeVisibleAsync();
        await gallery.Capture("14-preview");
        await browser.Press("Make the issue");
        await browser.Press("File on GitHub");
        var filed = box.GetByRole(AriaRole.Link, new() { Name = "#3 on GitHub" });
        await Expect(filed).ToBeVisibleAsync();
        Assert.Contains("/ada/shop/issues/3", await filed.GetAttributeAsync("href") ?? "", StringComparison.Ordinal);
        await gallery.Capture("15-filed");
        var issue = Assert.Single(shop.Issues, issue => issue.Number == 3);
        Assert.Equal("Greet by the visitor's own hour", issue.Title);
        Assert.Contains("priority-medium", issue.Labels);
        await browser.Press("Close");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "#3 on GitHub" })).ToBeVisibleAsync();
        await gallery.Capture("16-issues", "Context");
    }

    [GeneratedRegex(@"The first half\.\s?The second half\.")]
    private static partial Regex BothHalves();
}
