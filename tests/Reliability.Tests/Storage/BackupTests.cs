using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using YudaiV3.Reliability.Tests.Load;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Storage;

/// <summary>
/// A backup that is taken under load, and a cluster that starts from it, as <c>docs/operations.md</c> describes.
/// </summary>
public sealed class BackupTests(MeasurementReport report)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Backup_taken_under_load_and_restored_elsewhere_has_everything_that_was_acknowledged()
    {
        await using var model = await ModelServer.Start();
        var settings = new Dictionary<string, string>
        {
            ["LLM_BASE_URL"] = model.BaseUrl,
            ["LLM_API_KEY"] = "key",
            ["LLM_MODEL"] = "fake",
        };
        await using var before = await Cluster.Start(1, 1, settings);
        await using var load = await LoadClients.Start(20, () => before.Apis[0].Url);
        load.StartSending();
        await load.WaitForAcknowledgements(Stopwatch.GetTimestamp());
        await load.WaitForAcknowledgements(Stopwatch.GetTimestamp());

        var backup = Path.Combine(Path.GetTempPath(), $"yudai-backup-{Guid.NewGuid():N}");
        try
        {
            var acknowledged = load.Clients.ToDictionary(
                client => client.Session,
                client => client.Acknowledged.Select(message => message.Content).ToArray()
            );
            await Run(
                "pg_dump",
                "--format=custom",
                "--exclude-table-data=orleansmembership*",
                $"--file={backup}",
                before.Database
            );
            await load.StopAndCompare();
            var elsewhere = await Postgres.NewDatabase();
            await Run("pg_restore", "--exit-on-error", $"--dbname={elsewhere}", backup);

            await using var after = await Cluster.Start(1, 1, settings, elsewhere);
            var restoredCount = 0;
            foreach (var (n, loadClient) in load.Clients.Index())
            {
                using var client = await Cluster.SignIn(after.Apis[0], $"person-{n % 10}");
                var messages = await loadClient.GetMessages();
                // A question without an answer at the time of the backup is answered now.
                List<JsonElement> restored = [];
                await Eventually.True(
                    async () =>
                    {
                        restored =
                        [
                            .. (
                                await client.GetFromJsonAsync<JsonElement>(
                                    $"/daifu/chat/sessions/{loadClient.Session}/messages?limit=500"
                                )
                            )
                                .GetProperty("messages")
                                .EnumerateArray(),
                        ];
                        return restored.Count % 2 == 0;
                    },
                    MaxWait,
                    () => $"every question of {loadClient.Session} has its answer"
                );
                string[] questions =
                [
                    .. restored
                        .Where(message => message.GetProperty("role").ValueEquals("user"))
                        .Select(message => message.GetProperty("content").GetString()!),
                ];
                Assert.Empty(acknowledged[loadClient.Session].Except(questions));
                Assert.Equal(
                    messages.Take(restored.Count - 1).Select(message => message.GetProperty("message_id").GetString()),
                    restored.Take(restored.Count - 1).Select(message => message.GetProperty("message_id").GetString())
                );
                restoredCount += restored.Count;
            }
            report.Add(
                "`pg_dump` under load, restored elsewhere: missing messages",
                $"{acknowledged.Sum(session => session.Value.Length)} messages acknowledged before the backup, "
                    + $"{restoredCount} messages restored, 0 missing",
                "0 missing"
            );
        }
        finally
        {
            File.Delete(backup);
        }
    }

    private static async Task Run(string program, params string[] arguments)
    {
        await using var process = await ChildProcess.Start([Path.Combine(Postgres.Binaries(), program), .. arguments]);
        Assert.True(await process.End(MaxWait) == 0, $"{program}: {string.Join('\n', process.Lines)}");
    }
}
