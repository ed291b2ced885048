using System.Globalization;

namespace YudaiV3.Bench.Scale;

/// <summary>
/// What serves so many people, reckoned from what one turn, message, session and socket cost: as measured in this run,
/// or else as <see cref="Cost"/> has it.
/// </summary>
internal sealed class Capacity : IBenchmark
{
    // One in ten signs in on a day, says 20 things, and the busiest hour is three times the mean; one in 50 has a
    // socket open then. An answer
    // takes ten seconds and goes out in 50 pieces a second.
    private const double Active = 0.1,
        Turns = 20,
        Peak = 3,
        Open = 0.02,
        Busy = 0.5,
        Deltas = 500;
    private const double SecondsOfDay = 86_400;

    public string Part => "scale";
    public string About => "what 10,000, 1 million and 100 million people need";

    public Task Run(Report report)
    {
        foreach (var people in (double[])[10_000, 1_000_000, 100_000_000])
        {
            var turns = people * Active * Turns * Peak / SecondsOfDay;
            var sockets = people * Open;
            report.Add(
                Figure.Plain($"{people:N0} people: turns at the peak", "/s", turns) with
                {
                    Note = string.Create(
                        CultureInfo.InvariantCulture,
                        $"cores at half load: Api {Cores(Cost.Api, Cost.ApiDelta):0.0}, Silo {Cores(Cost.Silo, Cost.SiloDelta):0.0}, PostgreSQL {Cores(Cost.Database):0.0}; WAL {turns * report.Of(Cost.Wal) / 1e6:0.0} MB/s; "
                            + $"{sockets:N0} sockets {sockets * report.Of(Cost.Socket) / 1e6:0.0} GB, as many sessions in use {sockets * report.Of(Cost.Session) / 1e6:0.0} GB; "
                            + $"new state {people * Active * Turns * report.Of(Cost.Stored) / 1e9:0.0} GB a day"
                    ),
                }
            );

            double Cores(Cost turn, Cost? delta = null) =>
                turns * (report.Of(turn) + (delta is null ? 0 : Deltas * report.Of(delta))) / 1e6 / Busy;
        }
        return Task.CompletedTask;
    }
}
