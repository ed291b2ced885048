using System.Globalization;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Chat;

/// <summary>Durable messages and turns per second. The floor is the same rows written with Npgsql alone.</summary>
internal sealed class MessageRate : IBenchmark
{
    private const int Sessions = 200,
        Users = 20,
        Repeats = 3;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    public string Part => "chat";
    public string About => "durable messages and whole turns per second";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start();
        var tokens = await stage.SignIn(Users);
        var sessions = Enumerable
            .Range(0, Sessions)
            .Select(session => (tokens[session % Users], $"session-{session}"))
            .ToArray();
        var cpu = await CpuTimes.Create(stage);
        foreach (var connections in (int[])[64, 128])
        {
            using var postClients = await TurnClients.Start(
                stage.Cluster.Apis[0].Url,
                "/daifu/chat/daifu/v2",
                connections,
                sessions
            );
            using var turnClients = await TurnClients.Start(
                stage.Cluster.Apis[0].Url,
                "/daifu/chat/daifu",
                connections,
                sessions
            );
            await WarmUp.Run(stage, async duration =>
            {
                await Run(stage, postClients, connections, duration / 2);
                await Run(stage, turnClients, connections, duration / 2);
            });
            await using var floor = await RowFloor.Start(stage.Cluster.Database, connections);
            Spent turns = new(0, 0, 0, 0),
                rows = turns;
            var (turnCount, rowCount) = (0L, 0L);
            var medians = await Rounds.Medians(
                Repeats,
                () => Run(stage, postClients, connections, Duration),
                async () =>
                {
                    var (before, sent) = (cpu.Now(), turnClients.Sent);
                    var rate = await Run(stage, turnClients, connections, Duration);
                    (turns, turnCount) = (turns + (cpu.Now() - before), turnCount + turnClients.Sent - sent);
                    return rate;
                },
                async () =>
                {
                    var (before, sent) = (cpu.Now(), floor.Written);
                    var rate = (await ClosedLoop.Run(connections, Duration, floor.Write)).PerSecond;
                    (rows, rowCount) = (rows + (cpu.Now() - before), rowCount + floor.Written - sent);
                    return rate;
                }
            );
            report.SetCost(Cost.Api, turns.Api / turnCount);
            report.SetCost(Cost.Silo, turns.Silo / turnCount);
            report.SetCost(Cost.Database, turns.Database / turnCount);
            report.Add(
                Figure.Rate(
                    $"durable user messages, {connections} connections, answered meanwhile",
                    "/s",
                    medians[0],
                    medians[2],
                    0.70
                )
            );
            report.Add(
                Figure.Rate($"whole turns, {connections} connections", "/s", medians[1], medians[2] / 2, 0.60) with
                {
                    Note = string.Create(
                        CultureInfo.InvariantCulture,
                        $"a turn costs {turns.Each(turnCount)}; one row of the floor costs PostgreSQL "
                            + $"{rows.Database / rowCount:0} µs and Npgsql {rows.Bench / rowCount:0} µs, "
                            + $"with {floor.PayloadBytes:0} bytes on average"
                    ),
                }
            );
        }
    }

    private static async Task<double> Run(Stage stage, TurnClients clients, int connections, TimeSpan duration)
    {
        var (answered, sent) = (stage.Model.Answered, clients.Sent);
        var rate = await ClosedLoop.Run(connections, duration, clients.Post);
        await stage.Settle(answered + clients.Sent - sent);
        return rate.PerSecond;
    }
}
