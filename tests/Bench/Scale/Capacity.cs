using System.Globalization;

namespace YudaiV3.Bench.Scale;

/// <summary>
/// An estimate of the resources for a number of users, from the costs of one turn, delta, session and socket. It uses
/// the costs measured in this run, or the defaults of <see cref="Cost"/>.
/// </summary>
internal sealed class Capacity : IBenchmark
{
    // One user in ten signs in per day and sends 20 messages. The busiest hour has three times the mean load, with one
    // open socket per 50 users. An answer takes ten seconds, with 50 deltas per second.
    private const double Active = 0.1,
        Turns = 20,
        Peak = 3,
        Open = 0.02,
        Busy = 0.5,
        Deltas = 500;
    private const double SecondsOfDay = 86_400;

    public string Part => "scale";
    public string About => "the resources for 10,000, 1 million and 100 million users";

    public Task Run(Report report)
    {
        foreach (var users in (double[])[10_000, 1_000_000, 100_000_000])
        {
            var turns = users * Active * Turns * Peak / SecondsOfDay;
            var sockets = users * Open;
            report.Add(
                Figure.Plain($"{users:N0} users: turns at the peak", "/s", turns) with
                {
                    Note = string.Create(
                        CultureInfo.InvariantCulture,
                        $"cores at half load: Api {Cores(Cost.Api, Cost.ApiDelta):0.0}, "
                            + $"Silo {Cores(Cost.Silo, Cost.SiloDelta):0.0}, PostgreSQL {Cores(Cost.Database):0.0}; "
                            + $"WAL {turns * report.GetCost(Cost.Wal) / 1e6:0.0} MB/s; "
                            + $"{sockets:N0} sockets {sockets * report.GetCost(Cost.Socket) / 1e6:0.0} GB, "
                            + $"as many active sessions {sockets * report.GetCost(Cost.Session) / 1e6:0.0} GB; "
                            + $"new state {users * Active * Turns * report.GetCost(Cost.Stored) / 1e9:0.0} GB a day"
                    ),
                }
            );

            double Cores(Cost turn, Cost? delta = null) =>
                turns * (report.GetCost(turn) + (delta is null ? 0 : Deltas * report.GetCost(delta))) / 1e6 / Busy;
        }
        return Task.CompletedTask;
    }
}
