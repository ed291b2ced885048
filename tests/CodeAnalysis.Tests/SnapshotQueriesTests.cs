using System.Diagnostics;
using YudaiV3.CodeAnalysis.Draw;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.CodeAnalysis;

public sealed class SnapshotQueriesTests
{
    private static readonly string[] Lines =
    [
        "src/a.py: src/b.py Data.json",
        "src/b.py: lib/c.py",
        "lib/c.py: lib/d.py",
        "lib/d.py: lib/c.py",
        "other.py: lib/",
        "lonely.py:",
        "Data.json:",
        "README.md:",
    ];

    [Fact]
    public void Dependencies_of_a_file_go_both_ways()
    {
        var found = Snapshots.Reading(Lines).DependenciesOf("lib/c.py")!;
        Assert.Equal(["lib/d.py"], found.Imports.Select(edge => edge.Path));
        Assert.Equal(["lib/d.py", "other.py", "src/b.py"], found.ImportedBy.Select(edge => edge.Path));
        Assert.Equal("os", Assert.Single(found.External).Name);
        Assert.Equal("./gone", Assert.Single(found.Unresolved).Specifier);
    }

    [Fact]
    public void Dependencies_of_a_folder_are_those_that_leave_it()
    {
        var found = Snapshots.Reading(Lines).DependenciesOf("lib")!;
        Assert.Empty(found.Imports);
        Assert.Equal(["other.py", "src/b.py"], found.ImportedBy.Select(edge => edge.Path));
        Assert.Equal(
            ["Data.json", "lib/c.py"],
            Snapshots.Reading(Lines).DependenciesOf("src")!.Imports.Select(edge => edge.Path)
        );
    }

    [Fact]
    public void Dependencies_of_a_file_that_is_no_source_name_who_reads_it() =>
        Assert.Equal(
            ["src/a.py"],
            Snapshots.Reading(Lines).DependenciesOf("Data.json")!.ImportedBy.Select(edge => edge.Path)
        );

    [Fact]
    public void Ask_for_what_is_not_there_is_null()
    {
        var reading = Snapshots.Reading(Lines);
        Assert.Null(reading.DependenciesOf("nowhere"));
        Assert.Null(reading.ImpactOf("nowhere"));
        Assert.Null(reading.ImpactOf("lib"));
        Assert.Null(reading.Graph(new() { Path = "nowhere" }));
        Assert.Null(reading.Drawing(new() { Path = "nowhere" }, GraphFormat.Svg));
    }

    [Fact]
    public void Metrics_add_up()
    {
        var reading = Snapshots.Reading(Lines);
        var metrics = reading.Metrics();
        Assert.Equal(
            new GraphTotals
            {
                Files = 8,
                Edges = 6,
                External = 1,
                Cycles = 1,
                Tokens = 80,
            },
            metrics.Totals
        );
        Assert.Equal(metrics.Totals.Files, metrics.Files.Length);
        Assert.Equal(metrics.Totals.Edges, metrics.Files.Sum(file => file.FanOut));
        Assert.Equal(
            metrics.Totals.Edges,
            metrics.Files.Sum(file => file.FanIn)
                + reading.Graph(new())!.Edges.Count(edge => edge.ToKind == NodeKind.Folder)
        );
        Assert.Equal(["lonely.py"], metrics.Orphans);
        Assert.Equal("lib/c.py", metrics.MostDependedOn[0].Path);
    }

    [Fact]
    public void Graph_has_a_node_for_each_end_of_an_edge()
    {
        var reading = Snapshots.Reading(Lines);
        foreach (var level in Enum.GetValues<GraphLevel>())
        {
            var graph = reading.Graph(new() { Level = level })!;
            Assert.Equal((7, "c0ffee"), (graph.RepositoryId, graph.CommitSha));
            Assert.Subset(
                graph.Nodes.Select(node => node.Path).ToHashSet(),
                graph.Edges.SelectMany(edge => (string[])[edge.From, edge.To]).ToHashSet()
            );
        }
    }

    [Fact]
    public void Since_another_commit_tells_what_changed()
    {
        var diff = Snapshots.Reading("a: b:2", "b: a", "new:").Since(Snapshots.Reading("a: b:1", "b:", "old:"));
        Assert.Equal(
            ("new", "old", "a"),
            (Assert.Single(diff.AddedFiles), Assert.Single(diff.RemovedFiles), Assert.Single(diff.ChangedFiles))
        );
        Assert.Equal("b", Assert.Single(diff.AddedEdges).From);
        Assert.Equal(["a", "b"], Assert.Single(diff.AddedCycles).Files);
    }

    [Fact]
    public void Read_twenty_thousand_files_takes_seconds()
    {
        var started = Stopwatch.GetTimestamp();
        var reading = Snapshots.Reading([
            .. Enumerable.Range(0, 20_000).Select(i => $"{Place(i)}: {string.Join(' ', Targets(i).Select(Place))}"),
        ]);
        Assert.Equal(20_000, reading.Metrics().Totals.Files);
        Assert.NotEmpty(reading.ImpactOf("p0/q0/f0.py")!.Value);
        foreach (var format in (GraphFormat[])[GraphFormat.Mermaid, GraphFormat.Dot, GraphFormat.Svg])
            Assert.NotEmpty(reading.Drawing(new(), format)!);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60));

        static string Place(int file) => $"p{file % 40}/q{file % 700}/f{file}.py";
        static IEnumerable<int> Targets(int file) =>
            Enumerable.Range(1, 5).Select(n => (file * 31 + n * 977) % 20_000).Distinct().Where(to => to != file);
    }
}
