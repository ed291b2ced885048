using System.Text.Json;

namespace YudaiV3.Page.Tests.Markdown;

/// <summary>GitHub's additions to CommonMark, and what no Markdown can do to the page.</summary>
[Collection(MarkdownTestGroup.Name)]
public sealed class MarkdownTests(MarkdownFixture fixture)
{
    private const int HostileLength = 100_000;
    private const int MaxDepth = 160;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(8);

    /// <summary>Markdown, and its elements in the form of <c>canonical.js</c>.</summary>
    private static readonly (string Markdown, string Shown)[] Cases =
    [
        ("***both** inner*", "<p><em><strong>both</strong> inner</em></p>"),
        ("**bold _and `code`_ text**", "<p><strong>bold <em>and <code>code</code></em> text</strong></p>"),
        ("snake_case_name and 2*3*4", "<p>snake_case_name and 2<em>3</em>4</p>"),
        (
            "[the **bold** `label`](https://example.org/x_(y))",
            """<p><a href="https://example.org/x_(y)">the <strong>bold</strong> <code>label</code></a></p>"""
        ),
        ("[x]\n\n[x]: <https://example.org/> 'T'", """<p><a href="https://example.org/" title="T">x</a></p>"""),
        ("[](https://example.org/)", """<p><a href="https://example.org/">https://example.org/</a></p>"""),
        ("~~gone *for* good~~", "<p><del>gone <em>for</em> good</del></p>"),
        ("about ~5 to ~6, and ~~~", "<p>about ~5 to ~6, and ~~~</p>"),
        (
            "see https://example.org/a_b(c).",
            """<p>see <a href="https://example.org/a_b(c)">https://example.org/a_b(c)</a>.</p>"""
        ),
        ("(https://example.org/a)", """<p>(<a href="https://example.org/a">https://example.org/a</a>)</p>"""),
        (
            "**https://example.org/**",
            """<p><strong><a href="https://example.org/">https://example.org/</a></strong></p>"""
        ),
        ("xhttps://example.org/ http://", "<p>xhttps://example.org/ http://</p>"),
        (
            "[https://example.org/](https://example.org/)",
            """<p><a href="https://example.org/">https://example.org/</a></p>"""
        ),
        ("- [x] done\n- [ ] to *do*", "<ul><li><input checked>done</li><li><input>to <em>do</em></li></ul>"),
        ("- [ ] a\n\n- b", "<ul><li><p><input>a</p></li><li><p>b</p></li></ul>"),
        ("- [ ]\n- [x]a", "<ul><li>[ ]</li><li>[x]a</li></ul>"),
        ("a | b\n- | -\n1 | `\\|`\n2", Table("a", "b", Row("1", "<code>|</code>") + "<tr><td>2</td><td></td></tr>")),
        ("| a | b |\n|:-:|-:|\n| 1 | 2 | 3 |\n\nend", Table("a", "b", Row("1", "2")) + "<p>end</p>"),
        ("text\n|a|b|\n|-|-|\n> quote", "<p>text</p>" + Table("a", "b", "") + "<blockquote><p>quote</p></blockquote>"),
        ("a | b\n-", "<h4>a | b</h4>"),
        ("a | b\n- | - | -", "<p>a | b</p><ul><li>| - | -</li></ul>"),
        ("- a\n  | b | c |\n  |---|---|", $"<ul><li>a{Table("b", "c", "")}</li></ul>"),
    ];

    /// <summary>Texts that try to run code, to load something or to lead into the page itself.</summary>
    private static readonly string[] Attacks =
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](<java&#10;script:alert(1)>)",
        "[a](&#106;avascript:alert(1))",
        "[a](\u0001javascript:alert(1))",
        "[a](data:text/html,<script>alert(1)</script>)",
        "[a](vbscript:alert(1))",
        "[a](blob:https://example.org/x)",
        "[a](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "![a](javascript:alert(1))",
        "[a]\n\n[a]: javascript:alert(1)",
        "[a](//example.org)",
        "[a](/auth/login)",
        "[a](#access_token=a)",
        "[a](?a)",
        "[a](https:page)",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "<svg/onload=alert(1)>",
        "![a](https://example.org/a.png)",
        "[![a](https://example.org/a.png)](javascript:alert(1))",
        "```<script>\nalert(1)\n```",
        "[a](https://example.org/ '\" onclick=\"alert(1)')",
        "<style>*{display:none}</style>",
        "<iframe src=https://example.org/>",
    ];

    /// <summary>Texts that take an algorithm of the wrong kind quadratic time, or nest without end.</summary>
    private static readonly string[] Hostile =
    [
        "[",
        "]",
        "[a](",
        "[a](<b",
        "[a](b \"",
        "[a](b (c ",
        "[a](b(((",
        "![",
        "![[a](b)",
        "[a][b",
        "*",
        "*a **a ",
        "*a_ ",
        "*_",
        "a**b",
        "_a __a ",
        "~~a ",
        "` `` ",
        "`a``",
        ">",
        "> a\n",
        "- ",
        "1. ",
        "-\t",
        "- a\n\n",
        "<a:",
        "<a@",
        "http://",
        "http://%",
        "&",
        "&a",
        "\\",
        "[a]: b\n",
        "[a]: b \"c\n",
        "a  \n",
        "#",
        "# ",
        "a\n=",
        "[a\n=\n",
        "* ",
        "-",
        "a|b\n-|\n",
        "|a|\n",
        "\t",
        "    a\n",
        "```\n",
        "\r\n",
        "a\n\n",
        "h",
        "\0",
    ];

    [Fact]
    public async Task Texts_are_shown_as_elements()
    {
        var page = await fixture.Open();

        var shown = await page.Show(Cases.Select(one => one.Markdown));

        Assert.Equal(Cases.Select(one => one.Shown), shown);
        Assert.Empty(page.ConsoleErrors);
    }

    [Fact]
    public async Task Attacks_stay_text()
    {
        var page = await fixture.Open();
        foreach (var attack in Attacks)
        {
            var faults = await page.Page.EvaluateAsync<string[]>(
                """
                async text => {
                  const { markdown } = await import('/page/markdown.js');
                  const root = document.createElement('div');
                  root.append(markdown(text));
                  document.body.append(root);
                  const isSafe = element =>
                    /^(p|span|a|figure|figcaption|pre|code|button)$/.test(element.localName) &&
                    [...element.attributes].every(({ name }) => !name.startsWith('on') && name !== 'src') &&
                    (element.localName !== 'a' ||
                      (/^https?:\/\/(example\.org|page)\//.test(element.getAttribute('href')) &&
                        element.rel === 'noopener noreferrer nofollow' &&
                        element.target === '_blank'));
                  const faults = [...root.querySelectorAll('*')].filter(element => !isSafe(element));
                  root.remove();
                  return faults.map(fault => fault.outerHTML);
                }
                """,
                attack
            );
            Assert.True(faults.Length == 0, $"{attack}: {string.Join(' ', faults)}");
        }
        Assert.Empty(page.ConsoleErrors);
    }

    [Fact]
    public async Task Hostile_texts_take_bounded_time_and_depth()
    {
        var page = await fixture.Open();
        foreach (var text in Hostile.Select(Repeat).Concat(Nested()))
        {
            var found = await page.Page.EvaluateAsync<JsonElement>(
                """
                async text => {
                  const { markdown } = await import('/page/markdown.js');
                  const start = performance.now();
                  const fragment = markdown(text);
                  const milliseconds = performance.now() - start;
                  let depth = 0;
                  let level = [...fragment.children];
                  for (; level.length; depth++) level = level.flatMap(element => [...element.children]);
                  return { milliseconds, depth };
                }
                """,
                text
            );
            var name = text[..Math.Min(20, text.Length)];
            var time = TimeSpan.FromMilliseconds(found.GetProperty("milliseconds").GetDouble());
            Assert.True(time < MaxTime, $"{name}… takes {time}");
            Assert.True(found.GetProperty("depth").GetInt32() < MaxDepth, $"{name}… nests too deep: {found}");
        }
        Assert.Empty(page.ConsoleErrors);
    }

    private static string Repeat(string unit) => string.Concat(Enumerable.Repeat(unit, HostileLength / unit.Length));

    private static IEnumerable<string> Nested() =>
        [
            Repeat("[") + Repeat("]"),
            Repeat("[") + "a" + Repeat("](b)"),
            Repeat("![") + "a" + Repeat("](b)"),
            Repeat("[") + Repeat("[a](b)"),
            Repeat("**") + "a" + Repeat("**"),
            Repeat("*a ") + Repeat("a* "),
            Repeat(">") + "\n" + Repeat("a\n"),
            Repeat("a**b") + Repeat("c* "),
            "a" + Repeat(" ") + "b\nc",
            "a|b\n-" + Repeat(" ") + "x",
            "|" + Repeat("a|") + "\n|" + Repeat("-|") + "\n" + Repeat("|\n"),
            string.Join('\n', Enumerable.Range(0, 400).Select(level => new string(' ', 2 * level) + "- a")),
            string.Join(' ', Enumerable.Range(1, 400).Select(length => new string('`', length))),
        ];

    private static string Table(string first, string second, string rows) =>
        $"<div><table><thead><tr><th>{first}</th><th>{second}</th></tr></thead><tbody>{rows}</tbody></table></div>";

    private static string Row(string first, string second) => $"<tr><td>{first}</td><td>{second}</td></tr>";
}
