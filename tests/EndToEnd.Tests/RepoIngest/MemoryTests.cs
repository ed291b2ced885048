using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using YudaiV3.Testing.FakeGitHub;

namespace YudaiV3.EndToEnd.Tests.RepoIngest;

/// <summary>
/// The memory that a silo needs for a large archive, measured from outside. The default archive keeps the tests short;
/// <c>INGEST_MEMORY=99000x20000</c> (number of files and bytes of each) is the largest that the limits allow.
/// </summary>
public sealed class MemoryTests
{
    private const long MaxGrowthBytes = 500_000_000;
    private static readonly int[]? RequestedSize = Environment
        .GetEnvironmentVariable("INGEST_MEMORY")
        ?.Split('x')
        .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
        .ToArray();
    private static readonly (int Files, int Bytes) Size = RequestedSize is [var files, var bytes]
        ? (files, bytes)
        : (4_000, 10_000);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(RequestedSize is null ? 4 : 30);

    [Theory]
    [InlineData("py", "import mod{0}, os\ndef find_{0}(item):\n    return item.value_{0} + {0}\n")]
    [InlineData(
        "cs",
        "class Part{0} : Base{0} {{ Other{0} next; List<Item{0}> all; Thing{0} Make() => new Made{0}(); }}\n"
    )]
    public async Task Ingest_of_a_large_archive_stays_within_the_memory_of_a_silo(string extension, string line)
    {
        Assert.SkipWhen(
            RequestedSize is null && extension != "cs",
            "INGEST_MEMORY is not set: only the language with the most names is tested."
        );
        await using var github = await GitHubServer.Start();
        await using var cluster = await Cluster.Start(
            1,
            1,
            new Dictionary<string, string>
            {
                ["GITHUB_WEB_URL"] = github.Web.AbsoluteUri,
                ["GITHUB_API_URL"] = github.Api.AbsoluteUri,
                ["Ingest__Deadline"] = "00:30:00",
            }
        );
        using var client = await Cluster.SignIn(cluster.Apis[0], "ann");
        var repository = github.Repositories.Add(github.People.Add("octo", "Octo", "octo@example.org"), "large");
        repository.Commit("first");
        repository.Archive = body => Write(body, extension, line);
        await Ingest(client, github, "warm", extension, line);

        var silo = cluster.Silos[0].Id;
        var idle = Memory(silo, "VmRSS");
        var status = await Ingest(client, repository.FullName);
        var peak = Memory(silo, "VmHWM");
        Console.WriteLine($"{extension}: idle {idle / 1_000_000} MB, peak {peak / 1_000_000} MB");
        Assert.Equal(Size.Files, status.GetProperty("files_done").GetInt32());
        Assert.InRange(peak - idle, 0, MaxGrowthBytes);
    }

    /// <summary>Ingests a small repository first, so that code and caches that every ingest needs are loaded.</summary>
    private static async Task Ingest(HttpClient client, GitHubServer github, string name, string extension, string line)
    {
        var small = github.Repositories.Add(github.People.Add("octo2", "Octo", "octo2@example.org"), name);
        small.Commit("first");
        small.Files[$"a.{extension}"] = string.Format(CultureInfo.InvariantCulture, line, 1);
        await Ingest(client, small.FullName);
    }

    private static async Task<JsonElement> Ingest(HttpClient client, string repository)
    {
        using var started = await client.PostAsJsonAsync(
            "/filedeps/extract",
            new { repo_url = repository, wait = false }
        );
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync());
        var url = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status_url").GetString()!;
        JsonElement status = default;
        await Eventually.True(
            async () =>
            {
                status = await client.GetFromJsonAsync<JsonElement>(url);
                Assert.False(status.GetProperty("status").GetString() is "failed" or "cancelled", $"{status}");
                return status.GetProperty("status").GetString() == "completed";
            },
            MaxWait,
            () => $"the ingest is completed; its status is {status}"
        );
        return status;
    }

    private static async Task Write(Stream body, string extension, string line)
    {
        await using var gzip = new GZipStream(body, CompressionLevel.Fastest);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        var number = 0;
        for (var i = 0; i < Size.Files; i++)
        {
            var text = new StringBuilder();
            while (text.Length < Size.Bytes)
                text.AppendFormat(CultureInfo.InvariantCulture, line, number++);
            await tar.WriteEntryAsync(
                new PaxTarEntry(TarEntryType.RegularFile, $"top/d{i % 300}/mod{i}.{extension}")
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())),
                }
            );
        }
    }

    private static long Memory(int process, string field) =>
        long.Parse(
            File.ReadLines($"/proc/{process}/status")
                .First(line => line.StartsWith(field, StringComparison.Ordinal))
                .Split(':')[1]
                .Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        ) * 1_024;
}
