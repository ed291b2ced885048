using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

public sealed class FormatTests
{
    private static readonly string[] Hostile =
    [
        "a\"]; click n0 \"javascript:alert(1)\".js",
        "</title><script>alert(1)</script>.py",
        "x' onload='alert(1).ts",
        "&amp;<![CDATA[.go",
        "back\\slash\\",
        "#quot;`code`.rb",
        "line\u2028break",
        "\u202Egnp.exe",
        "\uD800half",
        "\u0001control",
        "漢字/ファイル.py",
        "\U0001F600.js",
        "]]>.cs",
        "--> n1",
        "end",
        "%%{init: {}}%%",
    ];

    private static RepositoryGraph HostileGraph =>
        Graphs.Of(
            new GraphQuery(),
            [.. Hostile.Select((name, i) => Graphs.Dependencies(name, Hostile[(i + 1) % Hostile.Length]))]
        )!;

    [Fact]
    public void Mermaid_names_what_depends_on_what() =>
        Assert.Equal(
            "flowchart LR\n  n0[\"a.py\"]\n  n1[\"b.py\"]:::cycle\n  n2[\"c.py\"]:::cycle\n  n0 --> n1\n"
                + "  n1 --> n2\n  n2 --> n1\n  classDef cycle stroke:#d1242f,stroke-width:2px\n"
                + "  linkStyle 1,2 stroke:#d1242f\n",
            Mermaid.Render(Graphs.Of("a.py: b.py", "b.py: c.py", "c.py: b.py"))
        );

    [Fact]
    public void Mermaid_keeps_every_name_inside_its_label()
    {
        foreach (var line in Mermaid.Render(HostileGraph).Split('\n')[1..])
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

    [Fact]
    public void Dot_quotes_what_would_end_a_name()
    {
        var text = Dot.Render(
            Graphs.Of(new GraphQuery(), [Graphs.Dependencies("a\"\\\"b"), Graphs.Dependencies("c\\", "a\"\\\"b")])!
        );
        Assert.Contains("  \"c\\\\\" -> \"a\\\"\\\\\\\"b\";\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "  \"a.py\" -> \"b.py\";\n",
            Dot.Render(Graphs.Of("a.py: b.py", "b.py:")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Svg_of_hostile_names_is_a_picture_that_runs_nothing()
    {
        var svg = XDocument.Parse(Svg.Render(HostileGraph, "own\"er/<name>&"));
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        Assert.Subset(
            new HashSet<string> { "svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "g" },
            svg.Descendants().Select(element => element.Name.LocalName).ToHashSet()
        );
        Assert.DoesNotContain(svg.Descendants().Attributes(), attribute =>
            attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)
            || attribute.Name.LocalName is "href" or "style"
        );
        Assert.Contains(svg.Descendants().Where(element => element.Name.LocalName == "text"), text =>
            text.Value.Contains("script", StringComparison.Ordinal)
        );
        Assert.Equal(Hostile.Length, svg.Descendants().Attributes("data-path").Count());
    }

    [Fact]
    public void Svg_layers_by_the_direction_of_dependencies()
    {
        var boxes = Boxes(Svg.Render(Graphs.Of("a: b c", "b: d", "c: d", "d:"), "r"));
        Assert.True(boxes["a"].X < boxes["b"].X && boxes["b"].X == boxes["c"].X && boxes["c"].X < boxes["d"].X);
    }

    [Theory]
    [InlineData(20, 2), InlineData(40, 4), InlineData(5_000, 5), InlineData(20_000, 5), InlineData(3, 0)]
    public void Svg_boxes_never_overlap_and_are_few(int files, int edges)
    {
        var started = Stopwatch.GetTimestamp();
        var boxes = Boxes(Svg.Render(Graphs.Random(files, edges, i => $"pkg{i % 9}/mod{i % 47}/file{i}.py"), "r"))
            .Values.ToList();
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30));
        Assert.InRange(boxes.Count, 1, Svg.MaxCells);
        if (files <= Svg.MaxCells)
            Assert.Equal(files, boxes.Count);
        Assert.All(boxes, one =>
            Assert.All(boxes.Where(other => other != one), other =>
                Assert.False(
                    one.X < other.X + other.Width
                        && other.X < one.X + one.Width
                        && one.Y < other.Y + other.Height
                        && other.Y < one.Y + one.Height
                )
            )
        );
    }

    [Fact]
    public void Svg_leaves_no_gap_between_parts_that_no_arrow_joins()
    {
        const double gap = 12;
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            // Four parts of ten cells; arrows stay within a part.
            var track = new Track(
                40,
                [
                    .. Enumerable
                        .Range(0, 36)
                        .Select(_ => (Part: random.Next(4) * 10, From: random.Next(9)))
                        .Select(link => (link.Part + link.From, link.Part + random.Next(link.From + 1, 10)))
                        .Distinct(),
                ]
            );
            foreach (var point in track.Rows.SelectMany(row => row))
                point.Extent = 38;
            CrossingReduction.Reduce(track);
            Placement.Place(track, gap);
            var places = track.Rows.SelectMany(row => row.Select(point => point.Middle)).ToList();
            Gathering.Gather(track, gap);
            Assert.Equal(places, track.Rows.SelectMany(row => row.Select(point => point.Middle)), (one, other) =>
                Math.Abs(one - other) < 1
            );
            Assert.All(track.Rows.SelectMany(row => row.Zip(row.Skip(1))), pair =>
                Assert.True(pair.Second.Middle - pair.First.Middle >= 38 + gap - 0.01)
            );
            Assert.All(track.Rows, row => Assert.True(row[0].Middle >= 19 - 0.01));
        }
    }

    [Fact]
    public void Svg_of_the_same_graph_is_the_same_text() =>
        Assert.Equal(
            Svg.Render(Graphs.Random(300, 3, i => $"d{i % 9}/{i}"), "r"),
            Svg.Render(Graphs.Random(300, 3, i => $"d{i % 9}/{i}"), "r")
        );

    private static Dictionary<string, (double X, double Y, double Width, double Height)> Boxes(string svg) =>
        XDocument
            .Parse(svg)
            .Descendants()
            .Where(group => group.Attribute("data-path") is not null)
            .ToDictionary(
                group => group.Element(group.Name.Namespace + "title")!.Value,
                group =>
                {
                    var box = group.Elements(group.Name.Namespace + "rect").Last();
                    return (
                        (double)box.Attribute("x")!,
                        (double)box.Attribute("y")!,
                        (double)box.Attribute("width")!,
                        (double)box.Attribute("height")!
                    );
                }
            );
}
