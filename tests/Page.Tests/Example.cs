using YudaiV3.Testing.FakeGitHub;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Page.Tests;

/// <summary>
/// A small shop on the fake GitHub, with dependencies, a cycle, a file whose name is markup, and issues, and the
/// answers of the model about it.
/// </summary>
internal static class Example
{
    public const string Hostile = "src/<img src=x onerror=alert(1)>.ts";

    public const string Answer = """
        The greeting is made in `src/greeting.ts`, and it never looks at the **clock**:

        ```ts
        export const greet = (name: string) => `Good morning, ${name}`;
        ```

        What would have to change:

        1. `greet` takes the hour from `src/clock.ts`.
        2. `src/page.ts` passes the visitor's time zone.

        | hour | greeting |
        | --- | --- |
        | 5 to 11 | Good morning |
        | 22 to 5 | Good night |

        <img src=x onerror=alert(1)> [no](javascript:alert(1)) [The rules](https://example.org/rules)
        """;

    public const string Issue = """
        # Greet by the visitor's own hour

        At night the shop still says *Good morning*.

        ## What to do

        - [ ] `greet` in `src/greeting.ts` takes the hour
        - [ ] `src/page.ts` passes the visitor's time zone

        ## Done when

        A visitor at 23:00 reads **Good night**.
        """;

    private static readonly (string Path, string Imports)[] Sources =
    [
        ("src/page.ts", "greeting basket catalogue/list session"),
        ("src/server.ts", "page routes session log"),
        ("src/routes.ts", "page basket checkout catalogue/list"),
        ("src/clock.ts", ""),
        ("src/log.ts", "clock"),
        ("src/session.ts", "clock store log"),
        ("src/store.ts", "log"),
        ("src/basket.ts", "store discount money"),
        ("src/discount.ts", "basket money"),
        ("src/money.ts", ""),
        ("src/checkout.ts", "basket payment mail money"),
        ("src/payment.ts", "money log"),
        ("src/mail.ts", "log greeting"),
        ("src/catalogue/list.ts", "item search"),
        ("src/catalogue/item.ts", "price"),
        ("src/catalogue/price.ts", ""),
        ("src/catalogue/search.ts", "item"),
        (Hostile, "money"),
    ];

    public static FakeRepository Shop(GitHubServer gitHub, GitHubPerson owner)
    {
        var shop = gitHub.Repositories.Add(owner, "shop");
        shop.DefaultBranch = "trunk";
        shop.Description = "A small shop with a greeting that is wrong at night";
        shop.Commit("Open the shop", "trunk");
        foreach (var (path, imports) in Sources)
            shop.Files[path] = Source(path, imports.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        shop.Files["src/greeting.ts"] =
            "import { hour } from './clock';\n"
            + "export const greet = (name: string) => `Good morning, ${name}` + hour();\n";
        shop.Files["src/catalogue/WWWWWWWWWWMMMMMMMMMM漢字漢字漢字漢字.ts"] = "import './price';\n";
        shop.Files["README.md"] = "# Shop\n\nGreets people and sells them things.\n";
        shop.Files["package.json"] = """{"name":"shop","dependencies":{"express":"5"}}""";
        shop.AddIssue("Greeting is wrong at night: greet by the visitor's own hour");
        shop.AddIssue("Basket forgets its discount");
        return shop;
    }

    public static ModelReply Reply(ModelRequest request)
    {
        var isDraft = request.Messages.Any(message => message.Content.Contains("architect", StringComparison.Ordinal));
        return ModelReply.Answer(isDraft ? Issue : Answer);
    }

    private static string Source(string path, IEnumerable<string> imports) =>
        string.Concat(imports.Select(import => $"import * as {import.Split('/')[^1]} from './{import}';\n"))
        + $"export const name = '{path}';\n";
}
