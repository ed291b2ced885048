using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using Microsoft.ML.Tokenizers;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.Bench.Ingest;

/// <summary>
/// From <c>POST /filedeps/extract</c> to the stored result and the answer, through a real Api node and a real silo: a
/// new repository, and the same with one file changed.
/// </summary>
internal sealed class WholeIngests : IBenchmark
{
    // A silo that has just started still compiles what it runs: that takes as long again.
    private const int WarmUps = 30,
        Repeats = 9;

    private readonly TiktokenTokenizer _library = TiktokenTokenizer.CreateForEncoding("o200k_base");

    public string Part => "ingest";
    public string About => "whole ingests of archives and of local repositories";

    public async Task Run(Report report)
    {
        var (tree, folders) = (SourceTree.Wanted(), Directory.CreateTempSubdirectory("yudai-bench-"));
        try
        {
            await using var github = await GitHubServer.Start();
            await using var cluster = await Cluster.Start(
                1,
                1,
                new Dictionary<string, string>
                {
                    ["GITHUB_WEB_URL"] = github.Web.AbsoluteUri,
                    ["GITHUB_API_URL"] = github.Api.AbsoluteUri,
                    ["YUDAI_LOCAL_REPOS"] = folders.FullName,
                }
            );
            using var client = await Cluster.SignIn(cluster.Apis[0], "ann");
            await Measure(report, tree, "archive", client, new ArchiveHost(github, tree));
            await Measure(report, tree, "local repository", client, new LocalHost(folders.FullName, tree));
        }
        finally
        {
            folders.Delete(recursive: true);
        }
    }

    private async Task Measure(Report report, SourceTree tree, string what, HttpClient client, IRepositoryHost host)
    {
        for (var n = 0; n < WarmUps; n++)
            await Ingest(client, await host.Add());
        var (archive, texts) = (tree.Archive(), tree.Texts());
        var name = "";
        var medians = await Rounds.Medians(
            Repeats,
            async () => await Ingest(client, name = await host.Add()),
            () => Task.FromResult(Time(() => Unpack(archive))),
            () => Task.FromResult(Time(() => texts.AsParallel().Sum(text => _library.CountTokens(text))))
        );
        var again = new List<double>();
        for (var n = 0; n < WarmUps + Repeats; n++)
        {
            await host.Change(name, $"export const changed{n} = {n};\n");
            var took = await Ingest(client, name);
            if (n >= WarmUps)
                again.Add(took);
        }
        var (whole, floor) = (medians[0], medians[1] + medians[2]);
        report.Add(
            Figure.Cost($"whole ingest, {what} ({tree.Name})", "ms", whole * 1e3, floor * 1e3, 1.3) with
            {
                Note =
                    $"{tree.Files.Count / whole:N0} files/s, {tree.Bytes / whole / 1e6:0.0} MB/s of "
                    + $"{tree.Files.Count:N0} files, {tree.Bytes / 1e6:0.0} MB, request and answer included; the "
                    + "floor is decompressing the archive and reading every byte "
                    + $"({medians[1] * 1e3:0.0} ms, {tree.Bytes / medians[1] / 1e6:N0} MB/s) and one pass of the "
                    + $"tokenizer library on all cores ({medians[2] * 1e3:0.0} ms)",
            }
        );
        report.Add(
            Figure.Cost(
                $"the same again, one file changed, {what}",
                "ms",
                Rounds.Median(again) * 1e3,
                whole * 1e3,
                0.05
            )
        );
    }

    private static async Task<double> Ingest(HttpClient client, string url)
    {
        var begun = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsJsonAsync("/filedeps/extract", new { repo_url = url });
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? Stopwatch.GetElapsedTime(begun).TotalSeconds
            : throw new HttpRequestException($"{url}: {(int)answer.StatusCode} {text}");
    }

    private static double Time(Action action)
    {
        var begun = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static long Unpack(byte[] archive)
    {
        using var gzip = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        var (buffer, sum) = (new byte[81_920], 0L);
        while (tar.GetNextEntry() is { } entry)
        {
            while (entry.DataStream?.Read(buffer) is > 0 and var read)
            {
                foreach (var letter in buffer.AsSpan(0, read))
                    sum += letter;
            }
        }
        return sum;
    }
}
