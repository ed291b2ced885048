using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

public sealed class MermaidTests
{
    [Fact]
    public void Mermaid_names_what_depends_on_what() =>
        Assert.Equal(
            "flowchart LR\n  n0[\"a.py\"]\n  n1[\"b.py\"]:::cycle\n  n2[\"c.py\"]:::cycle\n  n0 --> n1\n"
                + "  n1 --> n2\n  n2 --> n1\n  classDef cycle stroke:#d1242f,stroke-width:2px\n"
                + "  linkStyle 1,2 stroke:#d1242f\n",
            Mermaid.Render(Graphs.From("a.py: b.py", "b.py: c.py", "c.py: b.py"))
        );

    [Fact]
    public void Mermaid_keeps_every_name_inside_its_label()
    {
        foreach (var line in Mermaid.Render(Graphs.WithHostileNames).Split('\n')[1..])
            Assert.Matches(
                @"^$|^  (n\d+\[+""(?:[\p{L}\p{M}\p{N} ._/(),…-]|\p{Cs}|#\d+;)*""\]+(:::cycle)?|n\d+ --> n\d+|"
                    + @"classDef cycle [\w:#,-]+|linkStyle [\d,]+ stroke:#d1242f)$",
                line
            );
    }

    [Theory]
    [
        InlineData(5_000, 6, 0),
        InlineData(5_000, 1, 1),
        InlineData(20_000, 4, 2),
        InlineData(400, 60, 1),
        InlineData(300, 1, 3)
    ]
    public void Mermaid_stays_within_its_limits_whatever_the_graph(int files, int edges, int shape)
    {
        var text = Mermaid.Render(
            Graphs.Random(
                files,
                edges,
                shape switch
                {
                    0 => i => $"pkg{i % 13}/mod{i % 101}/file{i}.py",
                    1 => i => $"file{i}.py",
                    2 => i => string.Join('/', Enumerable.Range(0, i % 30).Append(i)),
                    _ => i => new string('字', 300) + i,
                }
            )
        );
        Assert.InRange(text.Length, 20, Mermaid.MaxTextLength);
        Assert.InRange(Regex.Count(text, "-->|-\\.->"), 1, Mermaid.MaxEdges);
    }
}
