using YudaiV3.Auth;

namespace YudaiV3.Bench.Scale;

/// <summary>
/// Grain state on several PostgreSQL servers, simulated with the product's own keys and hash: each of 1,024 parts of
/// the hash belongs to one server, and a table says to which.
/// </summary>
internal sealed class Sharding : IBenchmark
{
    private const int Users = 1_000_000,
        Parts = 1_024,
        Servers = 16;

    public string Part => "scale";
    public string About => "how evenly state lies on several databases, and what moves when one is added";

    public Task Run(Report report)
    {
        var random = new Random(20_262);
        var (users, rows) = (new int[Users], new double[Parts]);
        for (var user = 0; user < Users; user++)
        {
            users[user] = (int)(Ids.Hash64(UserKey.Create(1 + user)) % Parts);
            rows[users[user]] += Activity.Of(random);
        }
        var table = Enumerable.Range(0, Parts).Select(part => part % Servers).ToArray();
        report.Add(
            Figure.Cost(
                $"busiest of {Servers} databases, by the hash of the owner (floor: their mean)",
                "×",
                Busiest(rows, table, Servers),
                1,
                1.1
            )
        );

        // The new server takes every seventeenth part, and so about as many of each of the others; nothing else moves.
        var grown = table.ToArray();
        for (var part = 0; part < Parts; part += Servers + 1)
            grown[part] = Servers;
        report.Add(
            Figure.Cost(
                "users who move when a database is added, by the table of parts (floor: its share)",
                "%",
                100.0 * users.Count(part => table[part] != grown[part]) / Users,
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
                Busiest(rows, grown, Servers + 1),
                1,
                1.15
            )
        );
        return Task.CompletedTask;
    }

    private static double Busiest(double[] rows, int[] table, int servers)
    {
        var load = new double[servers];
        for (var part = 0; part < rows.Length; part++)
            load[table[part]] += rows[part];
        return load.Max() / load.Average();
    }
}
