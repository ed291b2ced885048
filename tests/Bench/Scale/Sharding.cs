using YudaiV3.Auth;

namespace YudaiV3.Bench.Scale;

/// <summary>
/// A simulation of grain state on several PostgreSQL servers, with the keys and the hash of the product. A table
/// assigns each of 1,024 hash partitions to a server.
/// </summary>
internal sealed class Sharding : IBenchmark
{
    private const int Users = 1_000_000,
        Partitions = 1_024,
        Servers = 16;

    public string Part => "scale";
    public string About => "the distribution of state over several databases, and the moves when one is added";

    public Task Run(Report report)
    {
        var random = new Random(20_262);
        var (users, rows) = (new int[Users], new double[Partitions]);
        for (var user = 0; user < Users; user++)
        {
            users[user] = (int)(Ids.Hash64(UserKey.Create(1 + user)) % Partitions);
            rows[users[user]] += SessionActivity.Sample(random);
        }
        var table = Enumerable.Range(0, Partitions).Select(partition => partition % Servers).ToArray();
        report.Add(
            Figure.Cost(
                $"busiest of {Servers} databases, by the hash of the owner (floor: their mean)",
                "×",
                Busiest(rows, table, Servers),
                1,
                1.1
            )
        );

        // The new server gets every seventeenth partition, about as many from each other server. Nothing else moves.
        var newTable = table.ToArray();
        for (var partition = 0; partition < Partitions; partition += Servers + 1)
            newTable[partition] = Servers;
        report.Add(
            Figure.Cost(
                "users who move when a database is added, by the partition table (floor: its share)",
                "%",
                100.0 * users.Count(partition => table[partition] != newTable[partition]) / Users,
                100.0 / (Servers + 1),
                1.1
            )
        );
        report.Add(
            Figure.Plain(
                "the same by hash modulo the number of databases",
                "%",
                100.0
                    * Enumerable
                        .Range(1, Users)
                        .Count(user =>
                            Ids.Hash64(UserKey.Create(user)) is var hash && hash % Servers != hash % (Servers + 1)
                        )
                    / Users,
                100.0 / (Servers + 1)
            )
        );
        report.Add(
            Figure.Cost(
                $"busiest of {Servers + 1} databases after that (floor: their mean)",
                "×",
                Busiest(rows, newTable, Servers + 1),
                1,
                1.15
            )
        );
        return Task.CompletedTask;
    }

    private static double Busiest(double[] rows, int[] table, int servers)
    {
        var load = new double[servers];
        for (var partition = 0; partition < rows.Length; partition++)
            load[table[partition]] += rows[partition];
        return load.Max() / load.Average();
    }
}
