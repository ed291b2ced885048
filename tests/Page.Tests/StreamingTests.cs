using System.Text.RegularExpressions;
using Microsoft.Playwright;
using YudaiV3.Testing.FakeModel;
using static Microsoft.Playwright.Assertions;

namespace YudaiV3.Page.Tests;

/// <summary>An answer on the page in a browser, with real processes behind it.</summary>
public sealed partial class StreamingTests
{
    private const string Formatted = """
        # Plan

        First `open` the **file**:

        ```csharp
        var answer = 42;
        ```

        - one
        - two

        <img src=x onerror=alert(1)> [bad](javascript:alert(1)) [good](https://example.org/)
        """;

    [Fact]
    public async Task Page_streams_an_answer_shows_it_safely_and_keeps_it_after_a_reload()
    {
        await using var model = await ModelServer.Start();
        var gate = new TaskCompletionSource();
        model.Script(ModelReply.Wait(gate.Task, "The first half.", "The second half."), ModelReply.Answer(Formatted));
        await using var cluster = await Nodes.Start(model);
        await using var browser = await Browser.Open(cluster.Apis[0].Url);
        var page = browser.Page;
        await browser.Screenshot("sign-in");
        await browser.SignIn("page-reader");
        await browser.Screenshot("welcome");
        await browser.StartSession("octo/page");

        await browser.Send("Tell me slowly");
        var draft = page.GetByRole(AriaRole.Article, new() { Name = "DAifu is writing" });
        await Expect(draft).ToContainTextAsync("The first half.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToBeVisibleAsync();
        gate.SetResult();
        await Expect(browser.Answers).ToHaveTextAsync([BothHalves()]);

        await browser.Send("Show me code");
        await Expect(browser.Answers).ToHaveCountAsync(2);
        var answer = browser.Answers.Nth(1);
        await Expect(answer.Locator("pre code")).ToHaveTextAsync("var answer = 42;");
        await Expect(answer.Locator("img")).ToHaveCountAsync(0);
        await Expect(answer.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
        await browser.Screenshot("conversation-light");

        await page.ReloadAsync();
        await Expect(browser.Answers).ToHaveCountAsync(2);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await browser.Screenshot("conversation-dark");
        await page.SetViewportSizeAsync(380, 760);
        await browser.Screenshot("conversation-narrow");
        var fits = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth");
        Assert.True(fits, "A narrow page must not scroll sideways.");
        Assert.Empty(browser.ConsoleErrors);
    }

    [GeneratedRegex(@"The first half\.\s?The second half\.")]
    private static partial Regex BothHalves();
}
