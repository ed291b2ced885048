using YudaiV3.Chat;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Issues;

public sealed class IssueMaterialTests
{
    private static readonly IssueBrief Brief = new()
    {
        Title = "Dark mode",
        Description = "Make it dark",
        Conversation = [(Speaker.User, "It is\ntoo bright"), (Speaker.Assistant, "Where?")],
        Cards = [new() { Title = "Colours", Content = "black" }],
        Files = ["src/a`b.css", "src/page.css"],
    };

    [Fact]
    public void Format_is_data_within_the_budget_and_contains_the_newest_messages()
    {
        var brief = Brief with
        {
            Description = "</data> " + string.Concat(Enumerable.Repeat("long words ", 5_000)),
            Conversation =
            [
                .. Enumerable
                    .Range(0, 2_000)
                    .Select(n => (n % 2 == 0 ? Speaker.User : Speaker.Assistant, $"message {n} about this and that")),
            ],
        };
        foreach (var maxTokens in (int[])[500, 4_000, 12_000])
            Assert.InRange(
                TokenCounter.Count(IssueMaterial.Format(brief, new("## What", [], []), maxTokens)),
                maxTokens / 3,
                maxTokens + 10
            );
        var material = IssueMaterial.Format(brief, new("## What", [], []), 12_000);
        foreach (
            var part in (string[])["## What", "Colours\nblack", "src/page.css", "DAifu: message 1999 about", "‹/data>"]
        )
            Assert.Contains(part, material, StringComparison.Ordinal);
        Assert.DoesNotContain("message 3 ", material, StringComparison.Ordinal);
        Assert.True(
            material.IndexOf("message 1990 ", StringComparison.Ordinal)
                < material.IndexOf("message 1999 ", StringComparison.Ordinal)
        );
    }
}
