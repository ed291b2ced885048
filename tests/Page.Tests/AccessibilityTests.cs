using Microsoft.Playwright;
using YudaiV3.Testing.FakeModel;
using static Microsoft.Playwright.Assertions;

namespace YudaiV3.Page.Tests;

/// <summary>The views that <see cref="JourneyTests"/> does not pass: signing in by name, the smaller dialogs, and what goes wrong.</summary>
public sealed class AccessibilityTests
{
    [Fact]
    public async Task Views_by_the_way_and_failures_say_what_to_do_and_have_no_serious_fault()
    {
        await using var model = await ModelServer.Start();
        model.Default = _ => ModelReply.Refuse(401);
        await using var cluster = await Nodes.Start(model);
        await using var browser = await Browser.Open(cluster.Apis[0].Url);
        var page = browser.Page;
        var gallery = new Gallery(page, await Axe.Script());
        await Expect(page.GetByLabel("Your name")).ToBeVisibleAsync();
        await gallery.Look("20-by-name");
        await browser.SignIn("page-listener");
        await browser.Press("New session");
        await Expect(page.GetByText("You signed in by name")).ToBeVisibleAsync();
        await page.GetByLabel("Repository", new() { Exact = true }).FillAsync("not a repository");
        await browser.Press("Start the session");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("owner/name");
        await gallery.Look("21-no-repository");
        await browser.Press("Close");

        await browser.StartSession("octo/listener");
        await browser.Send("Say something");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Not answered" }).GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await gallery.Look("22-not-answered", "Talk");
        await browser.Press("Write a card");
        await gallery.Look("23-write-a-card");
        await browser.Press("Close");
        await page.GetByLabel("Talk", new() { Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await page.GetByLabel("Title").FillAsync("A talk with a name of its own");
        await gallery.Look("24-rename");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Sessions" }).GetByText("A talk with a name of its own")).ToBeVisibleAsync();
        await page.Locator("#talk").FocusAsync();
        await page.Keyboard.PressAsync("/");
        await page.GetByLabel("Words").FillAsync("unheard");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Nothing found")).ToBeVisibleAsync();
        await gallery.Look("25-search");
        await browser.Press("Close");
        Assert.Empty(browser.Complaints);

        await page.GotoAsync("/#/s/no-such-session");
        await Expect(page.GetByText("This session cannot be opened")).ToBeVisibleAsync();
        await gallery.Look("26-no-session", "Talk");
        Assert.Empty(gallery.Faults);
    }
}
