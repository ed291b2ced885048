using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using YudaiV3.Api.Tests.GitHub;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Api.Tests.RepoIngest;

/// <summary>
/// Archives that mean harm: each ends with a clear error or says what was left out, and the next ingest is served as
/// ever.
/// </summary>
public sealed class HostileArchiveTests(GrainCluster cluster)
{
    [Theory]
    [InlineData("top/../../etc/passwd", "unsafe path")]
    [InlineData("/etc/passwd", "unsafe path")]
    [InlineData("top//etc/passwd", "unsafe path")]
    [InlineData("top/..\\..\\x", "unsafe path")]
    [InlineData("top/C:\\x", "unsafe path")]
    [InlineData("top/.git/hooks/pre-commit", "unsafe path")]
    [InlineData("top/a\u0007b", "control characters in the name")]
    [InlineData("top/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21/22", "path is too deep")]
    public async Task Extract_leaves_out_dangerous_paths_and_says_so(string path, string reason)
    {
        var tree = await Ingest(async tar =>
        {
            await tar.WriteEntryAsync(Text("top/good.py", "x = 1"));
            await tar.WriteEntryAsync(Text(path, "root"));
        });
        Assert.Equal([(reason, 1)], Skipped(tree));
        Assert.Equal(
            ["good.py"],
            tree.GetProperty("children").EnumerateArray().Select(node => node.GetProperty("name").GetString())
        );
    }

    [Fact]
    public async Task Extract_leaves_out_links_out_of_the_tree_devices_and_paths_that_come_twice()
    {
        var tree = await Ingest(async tar =>
        {
            await tar.WriteEntryAsync(Text("top/good.py", "x = 1"));
            await tar.WriteEntryAsync(Text("top/good.py", "x = 2"));
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.SymbolicLink, "top/inside") { LinkName = "good.py" }
            );
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.SymbolicLink, "top/out") { LinkName = "../../etc/passwd" }
            );
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.SymbolicLink, "top/absolute") { LinkName = "/etc/passwd" }
            );
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.HardLink, "top/hard") { LinkName = "top/good.py" });
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.CharacterDevice, "top/null") { DeviceMajor = 1, DeviceMinor = 3 }
            );
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Fifo, "top/pipe"));
        });
        Assert.Equal([("link out of the repository", 2), ("no file", 3), ("same path twice", 1)], Skipped(tree));
        Assert.Equal(
            ["good.py", "inside"],
            tree.GetProperty("children").EnumerateArray().Select(node => node.GetProperty("name").GetString())
        );
    }

    [Fact]
    public async Task Extract_counts_what_comes_after_too_many_files()
    {
        var tree = await Ingest(async tar =>
        {
            for (var i = 0; i < SiloSources.Limits.Files + 7; i++)
                await tar.WriteEntryAsync(Text($"top/f{i}.txt", "x"));
        });
        Assert.Equal([("too many files", 7)], Skipped(tree));
        Assert.Equal(SiloSources.Limits.Files, tree.GetProperty("total_files").GetInt32());
    }

    [Fact]
    public async Task Extract_keeps_a_large_file_with_its_size_unread()
    {
        var tree = await Ingest(tar =>
            tar.WriteEntryAsync(Text("top/large.txt", string.Join(' ', Enumerable.Range(0, 100_000))))
        );
        var node = tree.GetProperty("children")[0];
        Assert.Equal(
            (588_889, 0, "too_large"),
            (
                node.GetProperty("size").GetInt32(),
                node.GetProperty("tokens").GetInt32(),
                node.GetProperty("marks")[0].GetString()
            )
        );
        Assert.False(tree.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task Extract_of_an_archive_that_unpacks_to_many_times_its_size_is_refused()
    {
        var problem = await Refused(422, async tar =>
        {
            for (var i = 0; i < 50; i++)
                await tar.WriteEntryAsync(
                    new PaxTarEntry(TarEntryType.RegularFile, $"top/zeros{i}")
                    {
                        DataStream = new MemoryStream(new byte[1_000_000]),
                    }
                );
        });
        Assert.Contains("times its size", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_of_an_archive_that_is_too_large_is_refused()
    {
        var noise = new byte[3_000_000];
        new Random(1).NextBytes(noise);
        var problem = await Refused(422, tar =>
            tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, "top/noise") { DataStream = new MemoryStream(noise) }
            )
        );
        Assert.Contains("larger than", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_of_a_name_that_takes_megabytes_is_refused() =>
        await Refused(422, tar =>
            tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, "top/" + new string('n', 3_000_000)))
        );

    [Theory]
    [InlineData("this is no archive")]
    [InlineData("")]
    public async Task Extract_of_what_is_no_archive_is_GitHubs_fault(string text)
    {
        await using var caller = await Caller.SignIn(cluster);
        var repository = Add(caller);
        repository.Archive = body => body.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();
        using var answer = await caller.Api.Post("/filedeps/extract", $$"""{"repo_url":"{{repository.FullName}}"}""");
        await answer.IsProblem(502);
        await IsServed(caller);
    }

    [Fact]
    public async Task Extract_of_an_archive_that_breaks_off_is_GitHubs_fault()
    {
        await using var caller = await Caller.SignIn(cluster);
        var repository = Add(caller);
        using var whole = new MemoryStream();
        await Write(whole, async tar =>
        {
            var noise = new byte[100_000];
            new Random(1).NextBytes(noise);
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, "top/noise") { DataStream = new MemoryStream(noise) }
            );
        });
        repository.Archive = body => body.WriteAsync(whole.ToArray().AsMemory(0, 50_000)).AsTask();
        using var answer = await caller.Api.Post("/filedeps/extract", $$"""{"repo_url":"{{repository.FullName}}"}""");
        await answer.IsProblem(502);
        await IsServed(caller);
    }

    private async Task<JsonElement> Ingest(Func<TarWriter, Task> write)
    {
        await using var caller = await Caller.SignIn(cluster);
        var repository = Add(caller);
        repository.Archive = body => Write(body, write);
        return await IngestEndpointsTests.Extract(caller, repository.FullName);
    }

    private async Task<JsonElement> Refused(int status, Func<TarWriter, Task> write)
    {
        await using var caller = await Caller.SignIn(cluster);
        var repository = Add(caller);
        repository.Archive = async body =>
        {
            try
            {
                await Write(body, write);
            }
            catch (OperationCanceledException)
            {
                // The server has had enough.
            }
        };
        using var answer = await caller.Api.Post("/filedeps/extract", $$"""{"repo_url":"{{repository.FullName}}"}""");
        var problem = await answer.IsProblem(status);
        await IsServed(caller);
        return problem;
    }

    private static async Task IsServed(Caller caller)
    {
        var repository = caller.Add("good");
        repository.Commit("first");
        repository.Files["a.py"] = "x = 1";
        await IngestEndpointsTests.Extract(caller, repository.FullName);
    }

    private static FakeRepository Add(Caller caller)
    {
        var repository = caller.Add();
        repository.Commit("first");
        return repository;
    }

    private static async Task Write(Stream body, Func<TarWriter, Task> write)
    {
        await using var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        await write(tar);
    }

    private static PaxTarEntry Text(string path, string text) =>
        new(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    private static IEnumerable<(string?, int)> Skipped(JsonElement tree) =>
        tree.GetProperty("skipped")
            .EnumerateArray()
            .Select(skipped => (skipped.GetProperty("reason").GetString(), skipped.GetProperty("count").GetInt32()));
}
