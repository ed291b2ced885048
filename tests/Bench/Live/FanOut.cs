using System.Text;
using YudaiV3.Bench.Floors;
using YudaiV3.Bench.Load;

namespace YudaiV3.Bench.Live;

/// <summary>One session on many sockets. The floor is a bare Kestrel that sends the same bytes to as many.</summary>
internal sealed class FanOut : IBenchmark
{
    private const int Repeats = 2;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public string Part => "live";
    public string About => "one session's messages to many sockets";

    public async Task Run(Report report)
    {
        await using var stage = await Stage.Start(apis: 2);
        // The model never answers, so that only messages are sent and their bytes are known.
        stage.Model.Reply = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var bare = await BareServer.Start();
        var token = (await stage.SignIn(1))[0];
        foreach (var apis in (int[])[1, 2])
        {
            foreach (var sockets in (int[])[50, 500])
                await Compare(report, stage, bare, token, apis, sockets, first: apis == 1 && sockets == 50);
        }
    }

    private static async Task Compare(
        Report report,
        Stage stage,
        BareServer bare,
        string token,
        int apis,
        int sockets,
        bool first
    )
    {
        var session = $"fan-{apis}-{sockets}";
        var nodes = stage.Cluster.Apis.Take(apis).Select(api => api.Url).ToArray();
        var post = HttpConnection.Request("POST", "/daifu/chat/daifu/v2", token, MessageSender.Message(session));
        using (var connection = await HttpConnection.Open(nodes[0]))
            await connection.SendExpectingSuccess(post);
        using var listeners = await Listeners.Open([
            .. Enumerable
                .Range(0, sockets)
                .Select(index => (nodes[index % apis], $"/daifu/sessions/{session}/ws?stream=true", token)),
        ]);
        using var floor = await Listeners.Open([.. Enumerable.Range(0, sockets).Select(_ => (bare.Url, "/ws", ""))]);
        using var sender = await MessageSender.Start(nodes[0], post);
        using var bareSender = await MessageSender.Start(
            bare.Url,
            HttpConnection.Request("POST", "/ws", "", await Frame(nodes[0], session, token, sender))
        );
        var name = $"{sockets} sockets on {apis} Api node{(apis > 1 ? "s" : "")}";

        var (fast, fastFloor, paced, pacedFloor) = (
            new List<Rate>(),
            new List<Rate>(),
            new List<Rate>(),
            new List<Rate>()
        );
        if (first)
            await WarmUp.Run(stage, duration => sender.Run(listeners, null, duration));
        await Rounds.Medians(
            Repeats,
            () => Note(fast, sender.Run(listeners, null, Duration)),
            () => Note(fastFloor, bareSender.Run(floor, null, Duration)),
            () => Note(paced, sender.Run(listeners, 100, Duration)),
            () => Note(pacedFloor, bareSender.Run(floor, 100, Duration))
        );
        report.Add(
            Figure.Rate(
                $"deliveries to {name}, as fast as possible",
                "/s",
                Median(fast, rate => rate.PerSecond),
                Median(fastFloor, rate => rate.PerSecond),
                0.8
            )
        );
        report.Add(
            Figure.Rate(
                $"deliveries to {name}, 100 messages/s",
                "/s",
                Median(paced, rate => rate.PerSecond),
                Median(pacedFloor, rate => rate.PerSecond),
                0.8
            ) with
            {
                Note =
                    $"p50 {Figure.Text(Median(paced, rate => rate.P50))} ms, "
                    + $"of the floor {Figure.Text(Median(pacedFloor, rate => rate.P50))} ms",
            }
        );
        report.Add(
            Figure.Cost(
                $"delivery to {name}, 100 messages/s, p99",
                "ms",
                Median(paced, rate => rate.P99),
                Median(pacedFloor, rate => rate.P99),
                2
            )
        );
    }

    /// <summary>Returns a frame of the product with an empty timestamp.</summary>
    private static async Task<string> Frame(Uri node, string session, string token, MessageSender sender)
    {
        var frame = new TaskCompletionSource<string>();
        using var listeners = await Listeners.Open([(node, $"/daifu/sessions/{session}/ws?stream=true", token)]);
        using var reader = await RawSocket.Open(node, $"/daifu/sessions/{session}/ws?stream=true", token);
        var first = true;
        _ = reader.Read(bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes.Span);
            if (!first && text.IndexOf("@@", StringComparison.Ordinal) is > 0 and var index)
                frame.TrySetResult(
                    string.Concat(
                        text.AsSpan(0, index),
                        Stopwatches.Blank,
                        text.AsSpan(index + Stopwatches.Blank.Length)
                    )
                );
            first = false;
        });
        await sender.Run(listeners, 20, TimeSpan.FromMilliseconds(400));
        return await frame.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task<double> Note(List<Rate> rates, Task<Rate> running)
    {
        var rate = await running;
        rates.Add(rate);
        return rate.PerSecond;
    }

    private static double Median(List<Rate> rates, Func<Rate, double> value) => Rounds.Median(rates.Select(value));
}
