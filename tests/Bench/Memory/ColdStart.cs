using System.Diagnostics;
using Npgsql;
using YudaiV3.Bench.Chat;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Memory;

/// <summary>
/// The activations per second of thousands of sessions in a silo that has just started. The floor is their rows read
/// with Npgsql alone through as many connections.
/// </summary>
internal sealed class ColdStart : IBenchmark
{
    private const int Users = 50,
        Sessions = 2_000,
        PoolSize = 20,
        Callers = 64,
        Repeats = 2;

    public string Part => "memory";
    public string About => "activating 2,000 sessions after a restart";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start(1, 1, ("DATABASE_CONNECTIONS", $"{PoolSize}"));
        var tokens = await stage.SignIn(Users);
        await using (var seeded = await SeededSessions.Open(stage.Cluster.Database))
            await Parallel.ForEachAsync(
                Enumerable.Range(0, 2 * Sessions),
                new ParallelOptions { MaxDegreeOfParallelism = 16 },
                async (session, _) =>
                    await seeded.Write(AccessToken.UserId(tokens[session % Users]), $"cold-{session}", session, 10)
            );
        var requests = Enumerable
            .Range(0, 2 * Sessions)
            .Select(session =>
                HttpConnection.Request(
                    "GET",
                    $"/daifu/chat/sessions/cold-{session}/statistics",
                    tokens[session % Users]
                )
            )
            .ToArray();
        await Activate(stage, requests[..Sessions]); // The Api node keeps running: this is its warm-up.
        var second = 0.0;
        var medians = await Rounds.Medians(
            Repeats,
            async () =>
            {
                await Restart(stage, tokens[0]);
                var first = await Activate(stage, requests[..Sessions]);
                second = Math.Max(second, await Activate(stage, requests[Sessions..]));
                return first;
            },
            () => Read(stage.Cluster.Database)
        );
        report.Add(
            Figure.Rate(
                $"activations of {Sessions:N0} sessions right after a restart, pool of {PoolSize}",
                "/s",
                medians[0],
                medians[1],
                0.4
            )
        );
        report.Add(Figure.Rate($"activations of {Sessions:N0} more", "/s", second, medians[1], 0.4));
    }

    private static async Task Restart(Stage stage, string token)
    {
        await stage.Cluster.Silos[^1].Kill();
        await stage.Cluster.AddSilo();
        using var connection = await HttpConnection.Open(stage.Cluster.Apis[0].Url);
        await Eventually.True(
            async () => await connection.Send(HttpConnection.Request("GET", "/auth/profile", token)) == 200,
            TimeSpan.FromSeconds(60),
            () => "the cluster serves again"
        );
    }

    private static async Task<double> Activate(Stage stage, byte[][] requests)
    {
        var next = -1;
        var connections = await HttpConnection.Open(stage.Cluster.Apis[0].Url, Callers);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            connections.Select(async connection =>
            {
                while (Interlocked.Increment(ref next) is var index && index < requests.Length)
                    await connection.SendExpectingSuccess(requests[index]);
            })
        );
        var rate = requests.Length / Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var connection in connections)
            connection.Dispose();
        return rate;
    }

    private static async Task<double> Read(string url)
    {
        await using var database = RowFloor.Connect(url, PoolSize);
        await using var query = database.CreateCommand(
            "SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'ReadFromStorageKey'"
        );
        var statement = (string)(await query.ExecuteScalarAsync())!;
        await using var list = database.CreateCommand(
            "SELECT GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeString, "
                + "ServiceId FROM OrleansStorage WHERE GrainTypeString = 'chat-session' LIMIT 2000"
        );
        var rows = new List<object[]>();
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync())
            {
                var row = new object[7];
                reader.GetValues(row);
                rows.Add(row);
            }
        await Read(rows[..PoolSize]); // warm-up
        var start = Stopwatch.GetTimestamp();
        await Read(rows);
        return rows.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;

        async Task Read(List<object[]> selected)
        {
            var next = -1;
            await Task.WhenAll(
                Enumerable
                    .Range(0, PoolSize)
                    .Select(async _ =>
                    {
                        await using var connection = await database.OpenConnectionAsync();
                        await using var read = new NpgsqlCommand(statement, connection);
                        foreach (
                            var (name, column) in (
                                (string[])
                                    [
                                        "GrainIdHash",
                                        "GrainTypeHash",
                                        "GrainIdN0",
                                        "GrainIdN1",
                                        "GrainIdExtensionString",
                                        "GrainTypeString",
                                        "ServiceId",
                                    ]
                            ).Select((name, column) => (name, column))
                        )
                            read.Parameters.AddWithValue(name, selected[0][column]);
                        await read.PrepareAsync();
                        while (Interlocked.Increment(ref next) is var index && index < selected.Count)
                        {
                            for (var column = 0; column < 7; column++)
                                read.Parameters[column].Value = selected[index][column];
                            await using var result = await read.ExecuteReaderAsync();
                            if (!await result.ReadAsync() || result.GetFieldValue<byte[]>(0).Length == 0)
                                throw new InvalidOperationException("A row is missing.");
                        }
                    })
            );
        }
    }
}
