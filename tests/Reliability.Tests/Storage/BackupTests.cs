using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using YudaiV3.Reliability.Tests.Crowd;
using YudaiV3.Testing.FakeModel;

namespace YudaiV3.Reliability.Tests.Storage;

/// <summary>
/// A backup that is taken while everybody talks, and a cluster that starts from it, as <c>docs/operations.md</c> says.
/// </summary>
public sealed class BackupTests(FigureReport figures)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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
        await using var people = await LoadClients.Start(20, () => before.Apis[0].Url);
        people.StartAll();
        await people.AllServed(Stopwatch.GetTimestamp());
        await people.AllServed(Stopwatch.GetTimestamp());

        var backup = Path.Combine(Path.GetTempPath(), $"yudai-backup-{Guid.NewGuid():N}");
        try
        {
            var acknowledged = people.Clients.ToDictionary(
                talker => talker.Session,
                talker => talker.Ledger.Select(message => message.Content).ToArray()
            );
            await Run(
                "pg_dump",
                "--format=custom",
                "--exclude-table-data=orleansmembership*",
                $"--file={backup}",
                before.Database
            );
            await people.Settle();
            var elsewhere = await Postgres.NewDatabase();
            await Run("pg_restore", "--exit-on-error", $"--dbname={elsewhere}", backup);

            await using var after = await Cluster.Start(1, 1, settings, elsewhere);
            var restored = 0;
            foreach (var (n, talker) in people.Clients.Index())
            {
                using var client = await Cluster.SignIn(after.Apis[0], $"person-{n % 10}");
                var messages = await talker.Messages();
                // A question that had no answer yet gets it now.
                List<JsonElement> there = [];
                await Eventually.True(
                    async () =>
                    {
                        there =
                        [
                            .. (
                                await client.GetFromJsonAsync<JsonElement>(
                                    $"/daifu/chat/sessions/{talker.Session}/messages?limit=500"
                                )
                            )
                                .GetProperty("messages")
                                .EnumerateArray(),
                        ];
                        return there.Count % 2 == 0;
                    },
                    Patience,
                    () => $"every question of {talker.Session} has its answer"
                );
                string[] said =
                [
                    .. there
                        .Where(message => message.GetProperty("role").ValueEquals("user"))
                        .Select(message => message.GetProperty("content").GetString()!),
                ];
                Assert.Empty(acknowledged[talker.Session].Except(said));
                Assert.Equal(
                    messages.Take(there.Count - 1).Select(message => message.GetProperty("message_id").GetString()),
                    there.Take(there.Count - 1).Select(message => message.GetProperty("message_id").GetString())
                );
                restored += there.Count;
            }
            figures.Add(
                "`pg_dump` under load, restored elsewhere",
                $"{acknowledged.Sum(session => session.Value.Length)} messages acknowledged before it, {restored} messages there, 0 missing",
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
        Assert.True(await process.End(Patience) == 0, $"{program}: {string.Join('\n', process.Lines)}");
    }
}
