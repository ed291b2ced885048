using System.Globalization;
using Npgsql;

namespace YudaiV3.Reliability.Tests.Load;

/// <summary>
/// The resources that a cluster uses: memory in megabytes, open files and sockets, connections to the database.
/// </summary>
internal sealed record Usage(double Memory, int Handles, long Connections)
{
    public static async Task<Usage> Measure(Cluster cluster)
    {
        var processes = cluster
            .Silos.Concat(cluster.Apis.Select(api => api.Process))
            .Where(process => !process.HasEnded)
            .ToArray();
        await using var connection = await Postgres.Connect(cluster.Database);
        await using var count = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity "
                + "WHERE application_name LIKE 'yudai%' AND datname = current_database()",
            connection
        );
        return new(
            processes.Sum(ResidentMegabytes),
            processes.Sum(process => Directory.GetFiles($"/proc/{process.Id}/fd").Length),
            (long)(await count.ExecuteScalarAsync())!
        );
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Memory:0} MB, {Handles} handles, {Connections} connections");

    private static double ResidentMegabytes(ChildProcess process) =>
        File.ReadLines($"/proc/{process.Id}/status")
            .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Select(line =>
                double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
                / 1024
            )
            .Single();
}
