using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using YudaiV3.CodeAnalysis.Hostile;

namespace YudaiV3.Reliability.Tests.Security;

/// <summary>Repositories that would end a silo if nothing bounded their analysis, through real processes.</summary>
public sealed class HostileRepositoryTests : IAsyncLifetime
{
    private const double MaxGrowthMegabytes = 500;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(120);
    private static readonly string[] Repositories =
    [
        "20,000 tsconfig in a chain of extends",
        "properties of 1 MB that expand each other",
        "elements nested 100,000 deep",
        "1,000 projects that each hold 20,000 files",
        "a PHP use of 1,000,000 leaves",
        "JSON, TOML and YAML nested 1,000,000 deep",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("yudai-hostile-");
    private Cluster _cluster = null!;

    public async ValueTask InitializeAsync() =>
        _cluster = await Cluster.Start(
            1,
            1,
            new Dictionary<string, string> { ["YUDAI_LOCAL_REPOS"] = _folder.FullName }
        );

    public async ValueTask DisposeAsync()
    {
        await ClusterLogs.Save("hostile", _cluster);
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Extract_of_hostile_repositories_completes_and_the_silo_lives()
    {
        using var client = await Cluster.SignIn(_cluster.Apis[0], "mallory");
        var memory = Megabytes("VmRSS:");
        var created = HostileDotNet.All().Concat(HostileNode.All()).Concat(HostileOthers.All()).ToArray();
        foreach (var (number, name) in Repositories.Index())
        {
            await Commit($"r{number}", created.Single(repository => repository.Name == name).Create());
            using var asked = await client.PostAsJsonAsync(
                "/filedeps/extract",
                new { repo_url = $"r{number}", wait = false }
            );
            Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
            var url = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status_url").GetString()!;
            var status = "";
            await Eventually.True(
                async () =>
                {
                    status = (await client.GetFromJsonAsync<JsonElement>(url)).GetProperty("status").GetString();
                    Assert.NotEqual("failed", status);
                    return status == "completed";
                },
                MaxWait,
                () => $"the ingest of {name} completes; it is {status}"
            );
            Assert.False(_cluster.Silos[0].HasEnded, name);
            Assert.True(await _cluster.Apis[0].IsHealthy(), name);
            Assert.InRange(Megabytes("VmHWM:") - memory, 0, MaxGrowthMegabytes);
        }
    }

    private double Megabytes(string field) =>
        File.ReadLines($"/proc/{_cluster.Silos[0].Id}/status")
            .Where(line => line.StartsWith(field, StringComparison.Ordinal))
            .Select(line =>
                double.Parse(
                    line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                    System.Globalization.CultureInfo.InvariantCulture
                ) / 1024
            )
            .Single();

    /// <summary>Writes a bare repository with one commit.</summary>
    private async Task Commit(string name, HostileRepository repository)
    {
        var folder = Path.Combine(_folder.FullName, name);
        await Git("init", "-q", "--bare", "-b", "main", folder);
        using var import = Start("--git-dir", folder, "fast-import", "--quiet");
        await using (var stream = import.StandardInput.BaseStream)
        {
            await stream.WriteAsync(
                "commit refs/heads/main\ncommitter a <a@example.org> 0 +0000\ndata 1\nm\n"u8.ToArray()
            );
            foreach (var (path, text) in repository.Files)
            {
                var content = Encoding.UTF8.GetBytes(text);
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"M 100644 inline {path}\ndata {content.Length}\n"));
                await stream.WriteAsync(content);
                await stream.WriteAsync("\n"u8.ToArray());
            }
        }
        await import.WaitForExitAsync();
        Assert.Equal(0, import.ExitCode);
    }

    private static async Task Git(params string[] arguments)
    {
        using var git = Start(arguments);
        git.StandardInput.Close();
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardInput = true })!;
}
