using System.Diagnostics;
using Npgsql;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Chat;

/// <summary>The cost of a message and the time to open a session, by the length of the session.</summary>
internal sealed class SessionCost : IBenchmark
{
    private const int Repeats = 5,
        Messages = 64,
        Opens = 20;
    private static readonly int[] Sizes = [0, 1_000, 10_000, 100_000];

    public string Part => "chat";
    public string About => "the cost of a message and of opening, by session length";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start();
        var token = (await stage.SignIn(1))[0];
        await using (var seeded = await SeededSessions.Open(stage.Cluster.Database))
            foreach (var (size, place) in Sizes.Append(200).Select((size, place) => (size, place)))
                if (size > 0)
                    await seeded.Write(AccessToken.UserId(token), $"size-{size}", place, size);
        await using var database = await Postgres.Connect(stage.Cluster.Database);
        await Costs(report, stage, token, database);
        await Opening(report, stage, token);
    }

    private static async Task Costs(Report report, Stage stage, string token, NpgsqlConnection database)
    {
        var clients = new List<TurnClients>();
        foreach (var size in Sizes)
            clients.Add(
                await TurnClients.Start(stage.Cluster.Apis[0].Url, "/daifu/chat/daifu", 1, [(token, $"size-{size}")])
            );
        var wal = Sizes.Select(_ => new List<double>()).ToArray();
        var medians = await Rounds.Medians(
            Repeats + 2,
            [
                .. Sizes.Select(
                    (_, index) =>
                        (Func<Task<double>>)(
                            async () =>
                            {
                                var before = await Wal(database);
                                var p50 = await Post(clients[index]);
                                wal[index].Add((await Wal(database) - before) / Messages);
                                return p50;
                            }
                        )
                ),
            ]
        );
        foreach (var (size, index) in Sizes.Select((size, index) => (size, index)).Skip(1))
        {
            report.Add(
                Figure.Cost(
                    $"a turn in a session of {size:N0} messages, p50 (floor: a new session)",
                    "ms",
                    medians[index],
                    medians[0],
                    1.15
                )
            );
            report.Add(
                Figure.Cost(
                    $"WAL of a turn in a session of {size:N0} messages (floor: a new session)",
                    "bytes",
                    Rounds.Median(wal[index].Skip(2)),
                    Rounds.Median(wal[0].Skip(2)),
                    1.15
                )
            );
        }
        report.SetCost(Cost.Wal, Rounds.Median(wal[^1].Skip(2)));
        clients.ForEach(client => client.Dispose());
    }

    private static async Task<double> Post(TurnClients client)
    {
        var times = new List<double>();
        for (var message = 0; message < Messages; message++)
        {
            var start = Stopwatch.GetTimestamp();
            await client.Post(0);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return Rounds.Median(times);
    }

    private static async Task Opening(Report report, Stage stage, string token)
    {
        using var connection = await HttpConnection.Open(stage.Cluster.Apis[0].Url);
        var medians = await Rounds.Medians(
            Repeats,
            [
                .. new[] { 200, 100_000 }.Select(size =>
                    (Func<Task<double>>)(
                        async () =>
                        {
                            var request = HttpConnection.Request("GET", $"/daifu/sessions/size-{size}", token);
                            var times = new List<double>();
                            for (var open = 0; open < Opens; open++)
                            {
                                var start = Stopwatch.GetTimestamp();
                                await connection.SendExpectingSuccess(request);
                                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                            }
                            return Rounds.Median(times);
                        }
                    )
                ),
            ]
        );
        report.Add(
            Figure.Cost(
                "opening a session of 100,000 messages, p50 (floor: of 200)",
                "ms",
                medians[1],
                medians[0],
                1.15
            )
        );
    }

    private static async Task<double> Wal(NpgsqlConnection database)
    {
        await using var query = new NpgsqlCommand(
            "SELECT (pg_current_wal_insert_lsn() - '0/0')::double precision",
            database
        );
        return (double)(await query.ExecuteScalarAsync())!;
    }
}
