using Microsoft.Playwright;
using YudaiV3.Testing.FakeModel;
using static Microsoft.Playwright.Assertions;

namespace YudaiV3.Page.Tests;

/// <summary>The views that <see cref="JourneyTests"/> does not show: sign-in by name, dialogs, failures.</summary>
public sealed class AccessibilityTests
{
    [Fact]
    public async Task Views_and_failures_are_accessible_and_say_what_to_do()
    {
        await using var model = await ModelServer.Start();
        model.Default = _ => ModelReply.Refuse(401);
        await using var cluster = await Nodes.Start(model);
        await using var browser = await Browser.Open(cluster.Apis[0].Url);
        var page = browser.Page;
        var gallery = new Gallery(page, await Axe.Script());
        await Expect(page.GetByLabel("Your name")).ToBeVisibleAsync();
        await gallery.Capture("20-by-name");
        await browser.SignIn("page-listener");
        await browser.Press("New session");
        await Expect(page.GetByText("You signed in by name")).ToBeVisibleAsync();
        await page.GetByLabel("Repository", new() { Exact = true }).FillAsync("not a repository");
        await browser.Press("Start the session");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("owner/name");
        await gallery.Capture("21-no-repository");
        await browser.Press("Close");

        await browser.StartSession("octo/listener");
        await browser.Send("Say something");
        var failed = page.GetByRole(AriaRole.Article, new() { Name = "Not answered" });
        await Expect(failed.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await gallery.Capture("22-not-answered", "Talk");
        await browser.Press("Write a card");
        await gallery.Capture("23-write-a-card");
        await browser.Press("Close");
        var conversation = page.GetByLabel("Talk", new() { Exact = true });
        await conversation.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await page.GetByLabel("Title").FillAsync("A session with a new title");
        await gallery.Capture("24-rename");
        await page.Keyboard.PressAsync("Enter");
        var sessions = page.GetByRole(AriaRole.Navigation, new() { Name = "Sessions" });
        await Expect(sessions.GetByText("A session with a new title")).ToBeVisibleAsync();
        await page.Locator("#talk").FocusAsync();
        await page.Keyboard.PressAsync("/");
        await page.GetByLabel("Words").FillAsync("unheard");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Nothing found")).ToBeVisibleAsync();
        await gallery.Capture("25-search");
        await browser.Press("Close");
        Assert.Empty(browser.ConsoleErrors);

        await page.GotoAsync("/#/s/no-such-session");
        await Expect(page.GetByText("This session cannot be opened")).ToBeVisibleAsync();
        await gallery.Capture("26-no-session", "Talk");
        Assert.Empty(gallery.Violations);
    }
}
