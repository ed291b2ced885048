using Microsoft.Playwright;
using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;
using static Microsoft.Playwright.Assertions;

namespace YudaiV3.Page.Tests;

/// <summary>The page of somebody who came through GitHub.</summary>
public sealed class GitHubTests
{
    [Fact]
    public async Task Person_signs_in_through_GitHub_and_chooses_a_repository_and_its_branch()
    {
        await using var model = await ModelServer.Start();
        await using var gitHub = await GitHubServer.Start();
        var ada = gitHub.People.Add("ada", "Ada Example");
        gitHub.Repositories.Add(ada, "engine").DefaultBranch = "trunk";
        gitHub.Repositories.Add(ada, "notes", isPrivate: true);
        gitHub.OAuth.Person = ada;
        await using var cluster = await Nodes.Start(model, gitHub);
        await using var browser = await Browser.Open(cluster.Apis[0].Url);
        var page = browser.Page;

        await browser.Press("Sign in with GitHub");
        await Expect(page.GetByText("Ada Example")).ToBeVisibleAsync();
        Assert.DoesNotContain("access_token", page.Url, StringComparison.Ordinal);
        await browser.Press("New session");
        await page.GetByLabel("Filter", new() { Exact = true }).FillAsync("eng");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "ada/notes" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "ada/engine" }).ClickAsync();
        await Expect(page.GetByLabel("Branch", new() { Exact = true })).ToHaveValueAsync("trunk");
        await browser.Picture("picker");
        await browser.Press("Start the session");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ada/engine · trunk" })).ToBeVisibleAsync();
        Assert.Empty(browser.Complaints);
    }
}
