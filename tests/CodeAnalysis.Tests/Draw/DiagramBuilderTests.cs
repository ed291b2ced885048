namespace YudaiV3.CodeAnalysis.Draw;

public sealed class DiagramBuilderTests
{
    private static string[] Names(Diagram diagram) =>
        [.. diagram.Cells.Select(cell => Labels.Describe(cell) + (cell.Files > 1 ? $" {cell.Files}" : ""))];

    private static string[] Arrows(Diagram diagram) =>
        [
            .. diagram.Links.Select(link =>
                $"{Labels.Describe(diagram.Cells[link.From])}>{Labels.Describe(diagram.Cells[link.To])} {link.Edges}"
            ),
        ];

    [Fact]
    public void Draw_few_files_joins_none()
    {
        var diagram = DiagramBuilder.Build(Graphs.From("a/x: a/y b/z", "a/y: b/z", "b/z:", "alone:"), 10);
        Assert.Equal(["a/x", "a/y", "b/z"], Names(diagram));
        Assert.Equal(["a/x>a/y 1", "a/x>b/z 1", "a/y>b/z 1"], Arrows(diagram));
        Assert.Equal(1, diagram.Unlinked);
        Assert.False(diagram.IsFolded);
    }

    [Fact]
    public void Draw_too_many_files_opens_the_folders_with_most_edges_inside()
    {
        var diagram = DiagramBuilder.Build(
            Graphs.From(
                "core/a: core/b core/c",
                "core/b: core/c",
                "core/c:",
                "tests/1: core/a",
                "tests/2: core/a",
                "tests/3: core/b",
                "tests/4: core/b"
            ),
            5
        );
        Assert.Equal(["core/a", "core/b", "core/c", "tests/ 4"], Names(diagram));
        Assert.Contains("tests/>core/a 2", Arrows(diagram));
    }

    [Fact]
    public void Draw_one_wide_folder_keeps_its_best_connected_files()
    {
        var files = Enumerable.Range(0, 50).Select(i => $"f{i:00}: {(i == 7 ? "f08" : "f07")}").ToArray();
        var diagram = DiagramBuilder.Build(Graphs.From(files), 4);
        Assert.Equal(4, diagram.Cells.Count);
        Assert.Equal(47, Assert.Single(diagram.Cells, cell => cell.IsRest).Files);
        Assert.Contains("f07", Names(diagram));
    }

    [Fact]
    public void Draw_imported_packages_as_one_box_each()
    {
        var diagram = DiagramBuilder.Build(
            Graphs.From("main.go: api/", "api/a.go: store/", "api/b.go: store/", "store/s.go:"),
            10
        );
        Assert.Equal(["api/ 2", "main.go", "store/"], Names(diagram));
        Assert.Equal(["api/>store/ 2", "main.go>api/ 1"], Arrows(diagram));
    }

    [Fact]
    public void Draw_a_repository_without_edges_shows_its_files() =>
        Assert.Equal(["a", "b"], Names(DiagramBuilder.Build(Graphs.From("a:", "b:"), 10)));

    [Fact]
    public void Draw_marks_only_what_goes_round()
    {
        var diagram = DiagramBuilder.Build(Graphs.From("a: b", "b: c", "c: b", "d: a"), 10);
        Assert.Equal(["b", "c"], diagram.Cells.Where(cell => cell.InCycle).Select(cell => cell.Path));
        Assert.Equal(2, diagram.Links.Count(link => link.InCycle));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(7), InlineData(40), InlineData(499)]
    public void Draw_any_graph_has_no_more_cells_than_asked_for_and_loses_no_file(int maxCells)
    {
        foreach (
            var path in (Func<int, string>[])
                [
                    i => $"f{i}",
                    i => $"d{i % 7}/e{i % 31}/f{i}",
                    i => string.Join('/', Enumerable.Range(0, i % 40).Append(i)),
                ]
        )
        {
            var diagram = DiagramBuilder.Build(Graphs.Random(600, 3, path), maxCells);
            Assert.InRange(diagram.Cells.Count, 1, maxCells);
            Assert.Equal(600, diagram.Files);
            Assert.Equal(diagram.Links.Count, diagram.Links.DistinctBy(link => (link.From, link.To)).Count());
        }
    }
}
