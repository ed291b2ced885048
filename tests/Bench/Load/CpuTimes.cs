using System.Globalization;
using Npgsql;

namespace YudaiV3.Bench.Load;

/// <summary>
/// What processes have spent of the processors, from <c>/proc</c>. Unlike a rate this hardly depends on what else the
/// machine does, so it tells where the time of a message goes.
/// </summary>
internal sealed class CpuTimes(Stage stage, int database)
{
    private const double TickMicroseconds = 10_000; // USER_HZ is 100 on every Linux that .NET runs on.

    public static async Task<CpuTimes> Of(Stage stage)
    {
        await using var connection = await Postgres.Connect(stage.Cluster.Database);
        await using var ask = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        var backend = (int)(await ask.ExecuteScalarAsync())!;
        return new(stage, Fields(backend)!.Value.Parent);
    }

    /// <summary>
    /// Microseconds so far: of all Api nodes, all silos, PostgreSQL, and the bench itself, which is the load, the model
    /// and the floors.
    /// </summary>
    public Spent Now() =>
        new(
            stage.Cluster.Apis.Sum(api => Own(api.Process.Id)),
            stage.Cluster.Silos.Sum(silo => Own(silo.Id)),
            PostgresTime(),
            Own(Environment.ProcessId)
        );

    private static double Own(int process) => Fields(process) is { } fields ? fields.Own : 0;

    // The backends that run, and those that have ended, which the server has waited for.
    private double PostgresTime() =>
        (Fields(database)?.WithEnded ?? 0)
        + Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var process) ? Fields(process) : null)
            .Sum(fields => fields?.Parent == database ? fields.Value.Own : 0);

    private static (int Parent, double Own, double WithEnded)? Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var times = fields[11..15]
                .Select(field => double.Parse(field, CultureInfo.InvariantCulture) * TickMicroseconds)
                .ToArray();
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), times[0] + times[1], times.Sum());
        }
        catch (IOException)
        {
            return null; // It has just ended.
        }
    }
}

/// <summary>Microseconds of processor time.</summary>
internal sealed record Spent(double Api, double Silo, double Database, double Bench)
{
    public static Spent operator -(Spent later, Spent earlier) =>
        new(
            later.Api - earlier.Api,
            later.Silo - earlier.Silo,
            later.Database - earlier.Database,
            later.Bench - earlier.Bench
        );

    public static Spent operator +(Spent one, Spent other) =>
        new(one.Api + other.Api, one.Silo + other.Silo, one.Database + other.Database, one.Bench + other.Bench);

    /// <summary>Of the product and its database, without the load.</summary>
    public double Product => Api + Silo + Database;

    public string Each(double count) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Api {Api / count:0} µs, Silo {Silo / count:0} µs, PostgreSQL {Database / count:0} µs, load and model {Bench / count:0} µs"
        );
}
