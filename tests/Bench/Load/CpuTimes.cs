using System.Globalization;
using Npgsql;

namespace YudaiV3.Bench.Load;

/// <summary>
/// The processor time of the product's processes, from <c>/proc</c>. Unlike a rate it hardly depends on the other load
/// of the machine, so it shows where the time of a message is spent.
/// </summary>
internal sealed class CpuTimes(Stage stage, int database)
{
    private const double TickMicroseconds = 10_000; // USER_HZ is 100 on every Linux that .NET runs on.

    public static async Task<CpuTimes> Create(Stage stage)
    {
        await using var connection = await Postgres.Connect(stage.Cluster.Database);
        await using var query = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        var backend = (int)(await query.ExecuteScalarAsync())!;
        return new(stage, Fields(backend)!.Value.Parent);
    }

    /// <summary>
    /// The time so far of all Api nodes, all silos, PostgreSQL, and the benchmark itself with the load, the model and
    /// the floors.
    /// </summary>
    public Spent Now() =>
        new(
            stage.Cluster.Apis.Sum(api => Own(api.Process.Id)),
            stage.Cluster.Silos.Sum(silo => Own(silo.Id)),
            PostgresTime(),
            Own(Environment.ProcessId)
        );

    private static double Own(int process) => Fields(process) is { } fields ? fields.Own : 0;

    // The running backends, and the ended backends for which the server has waited.
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
            return null; // The process has ended.
        }
    }
}

/// <summary>Processor time in microseconds.</summary>
internal sealed record Spent(double Api, double Silo, double Database, double Bench)
{
    public static Spent operator -(Spent later, Spent earlier) =>
        new(
            later.Api - earlier.Api,
            later.Silo - earlier.Silo,
            later.Database - earlier.Database,
            later.Bench - earlier.Bench
        );

    public static Spent operator +(Spent left, Spent right) =>
        new(left.Api + right.Api, left.Silo + right.Silo, left.Database + right.Database, left.Bench + right.Bench);

    /// <summary>The time of the product and its database, without the load.</summary>
    public double Product => Api + Silo + Database;

    public string Each(double count) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Api {Api / count:0} µs, Silo {Silo / count:0} µs, "
                + $"PostgreSQL {Database / count:0} µs, load and model {Bench / count:0} µs"
        );
}
