using Microsoft.Playwright;
using YudaiV3.Testing.FakeModel;
using static Microsoft.Playwright.Assertions;

namespace YudaiV3.Page.Tests;

/// <summary>The page as a screen reader and a keyboard find it.</summary>
public sealed class AccessibilityTests
{
    [Theory]
    [InlineData(ColorScheme.Light, 1360)]
    [InlineData(ColorScheme.Dark, 380)]
    public async Task Page_has_no_serious_fault_of_accessibility(ColorScheme colours, int width)
    {
        var axe = await Axe.Script();
        Assert.SkipWhen(axe is null, "axe-core cannot be had from npm on this machine.");
        await using var model = await ModelServer.Start();
        model.Default = _ => ModelReply.Answer("# Plan\n\nSee `open`:\n\n```js\nlet x;\n```\n\n| a | b |\n|---|---|\n| 1 | [2](https://example.org/) |");
        await using var cluster = await Nodes.Start(model);
        await using var browser = await Browser.Open(cluster.Apis[0].Url, colours, width);
        var page = browser.Page;
        await Expect(page.GetByLabel("Your name")).ToBeVisibleAsync();
        await Check();
        await browser.SignIn("page-listener");
        await Check();
        await browser.Press("New session");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Yours on GitHub" })).ToBeVisibleAsync();
        await Check();
        await browser.Press("Close");
        await browser.StartSession("octo/listener");
        await browser.Send("Show me");
        await Expect(browser.Answers).ToHaveCountAsync(1);
        await browser.Picture($"heard-{width}");
        await Check();
        Assert.Empty(browser.Complaints);

        async Task Check() => Assert.Empty(await Axe.Faults(page, axe));
    }
}
