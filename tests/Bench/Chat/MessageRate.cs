using System.Globalization;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Chat;

/// <summary>Durable messages a second, and whole turns, beside the same rows written by bare Npgsql.</summary>
internal sealed class MessageRate : IBenchmark
{
    private const int Sessions = 200,
        People = 20,
        Repeats = 3;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    public string Part => "chat";
    public string About => "durable messages and whole turns a second";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start();
        var people = await stage.SignIn(People);
        var sessions = Enumerable
            .Range(0, Sessions)
            .Select(session => (people[session % People], $"talk-{session}"))
            .ToArray();
        var cpu = await CpuTimes.Of(stage);
        foreach (var connections in (int[])[64, 128])
        {
            using var posting = await TurnClients.Start(
                stage.Cluster.Apis[0].Url,
                "/daifu/chat/daifu/v2",
                connections,
                sessions
            );
            using var asking = await TurnClients.Start(
                stage.Cluster.Apis[0].Url,
                "/daifu/chat/daifu",
                connections,
                sessions
            );
            await WarmUp.Run(stage, async duration =>
            {
                await Run(stage, posting, connections, duration / 2);
                await Run(stage, asking, connections, duration / 2);
            });
            await using var floor = await RowFloor.Start(stage.Cluster.Database, connections);
            Spent turns = new(0, 0, 0, 0),
                rows = turns;
            var (turned, wrote) = (0L, 0L);
            var medians = await Rounds.Medians(
                Repeats,
                () => Run(stage, posting, connections, Each),
                async () =>
                {
                    var (before, sent) = (cpu.Now(), asking.Sent);
                    var rate = await Run(stage, asking, connections, Each);
                    (turns, turned) = (turns + (cpu.Now() - before), turned + asking.Sent - sent);
                    return rate;
                },
                async () =>
                {
                    var (before, sent) = (cpu.Now(), floor.Written);
                    var rate = (await ClosedLoop.Run(connections, Each, floor.Write)).PerSecond;
                    (rows, wrote) = (rows + (cpu.Now() - before), wrote + floor.Written - sent);
                    return rate;
                }
            );
            report.Learn(Cost.Api, turns.Api / turned);
            report.Learn(Cost.Silo, turns.Silo / turned);
            report.Learn(Cost.Database, turns.Database / turned);
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
                        $"a turn costs {turns.Each(turned)}; one row of the floor PostgreSQL {rows.Database / wrote:0} µs, Npgsql {rows.Bench / wrote:0} µs, with {floor.PayloadBytes:0} bytes on average"
                    ),
                }
            );
        }
    }

    private static async Task<double> Run(Stage stage, TurnClients talkers, int connections, TimeSpan duration)
    {
        var (answered, sent) = (stage.Model.Answered, talkers.Sent);
        var rate = await ClosedLoop.Run(connections, duration, talkers.Post);
        await stage.Settle(answered + talkers.Sent - sent);
        return rate.PerSecond;
    }
}
