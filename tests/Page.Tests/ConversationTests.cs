using Microsoft.Playwright;
using YudaiV3.Testing.FakeModel;
using static Microsoft.Playwright.Assertions;

namespace YudaiV3.Page.Tests;

/// <summary>The actions of the page on a conversation.</summary>
public sealed class ConversationTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Answer_is_stopped_regenerated_and_replaced_by_an_edited_question()
    {
        await using var model = await ModelServer.Start();
        var gate = new TaskCompletionSource();
        model.Script(
            ModelReply.Wait(gate.Task, "Only this much."),
            ModelReply.Answer("Another answer."),
            ModelReply.Answer("An answer to better words.")
        );
        await using var cluster = await Nodes.Start(model);
        await using var browser = await Browser.Open(cluster.Apis[0].Url);
        var page = browser.Page;
        await browser.SignIn("page-editor");
        await browser.StartSession("octo/editor");

        await browser.Send("First words");
        var draft = page.GetByRole(AriaRole.Article, new() { Name = "DAifu is writing" });
        await Expect(draft).ToContainTextAsync("Only this much.");
        await browser.Press("Stop");
        await Expect(browser.Answers).ToContainTextAsync(["stopped"]);
        await Expect(browser.Answers).ToContainTextAsync(["Only this much."]);
        await browser.Press("Regenerate");
        await Expect(browser.Answers).ToContainTextAsync(["Another answer."]);
        await browser.Press("Edit");
        await page.GetByLabel("New text").FillAsync("Better words");
        await browser.Press("Save and send");
        await Expect(browser.Answers).ToContainTextAsync(["An answer to better words."]);
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        Assert.Empty(browser.ConsoleErrors);
    }

    [Fact]
    public async Task Message_becomes_a_card_is_sent_searched_and_exported()
    {
        await using var model = await ModelServer.Start();
        await using var cluster = await Nodes.Start(model);
        await using var browser = await Browser.Open(cluster.Apis[0].Url);
        var page = browser.Page;
        await browser.SignIn("page-keeper");
        await browser.StartSession("octo/keeper");
        await browser.Send("Remember the marmalade");
        await Expect(browser.Answers).ToHaveCountAsync(1);

        await page.Locator("article.user").GetByRole(AriaRole.Button, new() { Name = "Keep as card" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        var chip = page.GetByRole(AriaRole.Button, new() { Name = "Leave out Remember the marmalade" });
        await Expect(chip).ToBeVisibleAsync();
        await browser.Send("What did I say?");
        await Expect(browser.Answers).ToHaveCountAsync(2);
        await Expect(page.Locator("article.user").Last).ToContainTextAsync("1 card");
        await browser.Screenshot("cards");

        var file = await page.RunAndWaitForDownloadAsync(() => browser.Press("Export as Markdown"));
        Assert.Equal("conversation.md", file.SuggestedFilename);
        var exported = await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("Remember the marmalade", exported, StringComparison.Ordinal);

        await browser.Press("Search");
        var box = page.GetByRole(AriaRole.Dialog);
        await box.GetByLabel("Words").FillAsync("marmalade");
        await Eventually.True(
            async () =>
            {
                await box.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
                await Expect(box.GetByText("Nothing found").Or(box.Locator(".row").First)).ToBeVisibleAsync();
                return await box.Locator(".row").CountAsync() > 0;
            },
            MaxWait,
            () => "the message is found"
        );
        await browser.Screenshot("search");
        Assert.Empty(browser.ConsoleErrors);
    }
}
