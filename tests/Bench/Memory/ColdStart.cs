using System.Diagnostics;
using Npgsql;
using YudaiV3.Bench.Chat;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Memory;

/// <summary>
/// How fast thousands of sessions wake up in a silo that has just started, beside their rows read by bare Npgsql
/// through as many connections.
/// </summary>
internal sealed class ColdStart : IBenchmark
{
    private const int People = 50,
        Sessions = 2_000,
        Pool = 20,
        Callers = 64,
        Repeats = 2;

    public string Part => "memory";
    public string About => "waking 2,000 sessions after a restart";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start(1, 1, ("DATABASE_CONNECTIONS", $"{Pool}"));
        var people = await stage.SignIn(People);
        await using (var seeded = await SeededSessions.On(stage.Cluster.Database))
            await Parallel.ForEachAsync(
                Enumerable.Range(0, 2 * Sessions),
                new ParallelOptions { MaxDegreeOfParallelism = 16 },
                async (session, _) =>
                    await seeded.Write(Person.Of(people[session % People]), $"cold-{session}", session, 10)
            );
        var requests = Enumerable
            .Range(0, 2 * Sessions)
            .Select(session =>
                HttpConnection.Request(
                    "GET",
                    $"/daifu/chat/sessions/cold-{session}/statistics",
                    people[session % People]
                )
            )
            .ToArray();
        await Wake(stage, requests[..Sessions]); // The Api node stays, and knows its work.
        var second = 0.0;
        var medians = await Rounds.Medians(
            Repeats,
            async () =>
            {
                await Restart(stage, people[0]);
                var first = await Wake(stage, requests[..Sessions]);
                second = Math.Max(second, await Wake(stage, requests[Sessions..]));
                return first;
            },
            () => Read(stage.Cluster.Database)
        );
        report.Add(
            Figure.Rate(
                $"activations of {Sessions:N0} sessions right after a restart, pool of {Pool}",
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
            () => "the cluster answers again"
        );
    }

    private static async Task<double> Wake(Stage stage, byte[][] requests)
    {
        var next = -1;
        var connections = await HttpConnection.Open(stage.Cluster.Apis[0].Url, Callers);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            connections.Select(async connection =>
            {
                while (Interlocked.Increment(ref next) is var mine && mine < requests.Length)
                    await connection.Demand(requests[mine]);
            })
        );
        var rate = requests.Length / Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var connection in connections)
            connection.Dispose();
        return rate;
    }

    private static async Task<double> Read(string url)
    {
        await using var database = RowFloor.Connect(url, Pool);
        await using var look = database.CreateCommand(
            "SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'ReadFromStorageKey'"
        );
        var statement = (string)(await look.ExecuteScalarAsync())!;
        await using var list = database.CreateCommand(
            "SELECT GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainIdExtensionString, GrainTypeString, ServiceId FROM OrleansStorage WHERE GrainTypeString = 'chat-session' LIMIT 2000"
        );
        var rows = new List<object[]>();
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync())
            {
                var row = new object[7];
                reader.GetValues(row);
                rows.Add(row);
            }
        await Read(rows[..Pool]); // the connections and their statements
        var start = Stopwatch.GetTimestamp();
        await Read(rows);
        return rows.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;

        async Task Read(List<object[]> some)
        {
            var next = -1;
            await Task.WhenAll(
                Enumerable
                    .Range(0, Pool)
                    .Select(async _ =>
                    {
                        await using var connection = await database.OpenConnectionAsync();
                        await using var read = new NpgsqlCommand(statement, connection);
                        foreach (
                            var (name, at) in (
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
                            ).Select((name, at) => (name, at))
                        )
                            read.Parameters.AddWithValue(name, some[0][at]);
                        await read.PrepareAsync();
                        while (Interlocked.Increment(ref next) is var mine && mine < some.Count)
                        {
                            for (var at = 0; at < 7; at++)
                                read.Parameters[at].Value = some[mine][at];
                            await using var found = await read.ExecuteReaderAsync();
                            if (!await found.ReadAsync() || found.GetFieldValue<byte[]>(0).Length == 0)
                                throw new InvalidOperationException("A row is missing.");
                        }
                    })
            );
        }
    }
}
