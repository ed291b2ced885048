using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis.Draw;

public sealed class SvgTests
{
    [Fact]
    public void Svg_of_hostile_names_is_a_picture_that_runs_nothing()
    {
        var svg = XDocument.Parse(Svg.Render(Graphs.WithHostileNames, "own\"er/<name>&"));
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
        Assert.Equal(Graphs.HostileNames.Length, svg.Descendants().Attributes("data-path").Count());
    }

    [Fact]
    public void Svg_layers_by_the_direction_of_dependencies()
    {
        var boxes = Boxes(Svg.Render(Graphs.From("a: b c", "b: d", "c: d", "d:"), "r"));
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
