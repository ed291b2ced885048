using YudaiV3.CodeAnalysis;
using YudaiV3.RepoIngest.Execution;

namespace YudaiV3.RepoIngest.Packs;

public sealed class PackCutterTests
{
    [Fact]
    public void Add_cuts_by_paths_so_that_a_new_file_changes_one_run()
    {
        var paths = Enumerable.Range(0, 5_000).Select(number => $"src/f{number:d5}.cs").ToList();
        var before = Cut(paths.Select(path => File(path)));
        var after = Cut(paths.Append("src/f02500a.cs").Order(StringComparer.Ordinal).Select(path => File(path)));

        Assert.Equal(paths, before.SelectMany(run => run).Select(file => file.Path));
        Assert.InRange(before.Count, 5_000 / 128, 5_000 / 32);
        Assert.InRange(after.Select(FilePack.NameOf).Except(before.Select(FilePack.NameOf)).Count(), 1, 2);
    }

    [Fact]
    public void Add_keeps_every_run_within_its_bounds_and_a_larger_file_alone()
    {
        var runs = Cut(
            Enumerable
                .Range(0, 2_000)
                .Select(number => File($"f{number:d4}", number == 1_000 ? 3 * PackCutter.MaxBytes : number * 100))
        );
        Assert.All(runs, run =>
            Assert.True(
                run.Count <= PackCutter.MaxFiles
                    && (run.Count == 1 || run.Sum(file => file.Size) <= PackCutter.MaxBytes)
            )
        );
        Assert.Equal(2_000, runs.Sum(run => run.Count));
        Assert.Equal(["f1000"], runs.Single(run => run[0].Size > PackCutter.MaxBytes).Select(file => file.Path));
    }

    [Fact]
    public void Add_of_files_without_text_counts_no_bytes_and_disorder_ends_a_run()
    {
        var binary = Cut([File("a", 10_000_000, FileMarks.Binary), File("b", 10_000_000, FileMarks.TooLarge)]);
        Assert.Equal(["a", "b"], binary.SelectMany(run => run).Select(file => file.Path));
        Assert.Single(binary);
        Assert.All(Cut([File("b"), File("c"), File("a"), File("d"), File("d")]), run =>
            Assert.Equal(run.Select(file => file.Path).Order(StringComparer.Ordinal), run.Select(file => file.Path))
        );
    }

    private static IngestedFile File(string path, long size = 100, FileMarks marks = FileMarks.None) =>
        new(path, size, path, marks, null);

    private static List<IReadOnlyList<IngestedFile>> Cut(IEnumerable<IngestedFile> files)
    {
        var cutter = new PackCutter();
        List<IReadOnlyList<IngestedFile>> runs = [.. files.SelectMany(cutter.Add)];
        if (cutter.Take() is { } rest)
            runs.Add(rest);
        return runs;
    }
}
