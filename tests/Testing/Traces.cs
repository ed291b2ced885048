using System.Text;
using Npgsql;

namespace YudaiV3.Testing;

/// <summary>Collects what a cluster logs, stores and shows, so that a test can search it for secrets.</summary>
public static class Traces
{
    /// <summary>The output of all processes.</summary>
    public static string Logs(Cluster cluster) =>
        string.Join(
            '\n',
            cluster.Silos.Concat(cluster.Apis.Select(api => api.Process)).SelectMany(process => process.Lines)
        );

    /// <summary>Every row of every table as text. Bytes are included in hexadecimal and in the escape format.</summary>
    public static async Task<string> Rows(Cluster cluster)
    {
        await using var connection = await Postgres.Connect(cluster.Database);
        List<string> tables = [],
            rows = [];
        await using (
            var list = new NpgsqlCommand(
                "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'",
                connection
            )
        )
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        foreach (
            var query in tables
                .Select(table => $"SELECT row::text FROM {table} row")
                .Append("SELECT encode(PayloadBinary, 'escape') FROM OrleansStorage WHERE PayloadBinary IS NOT NULL")
        )
        {
            await using var read = new NpgsqlCommand(query, connection);
            await using var reader = await read.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add(reader.GetString(0));
        }
        return string.Join('\n', rows);
    }

    /// <summary>The responses of the dashboards, including the state of the given grains.</summary>
    public static async Task<string> Dashboard(Cluster cluster, params (string Type, string Key)[] grains)
    {
        var responses = new StringBuilder();
        foreach (var silo in cluster.Silos)
        {
            const string marker = "Now listening on: ";
            var line = await silo.Line(
                line => line.Contains(marker, StringComparison.Ordinal),
                TimeSpan.FromSeconds(10)
            );
            using var client = new HttpClient
            {
                BaseAddress = new Uri(line[(line.IndexOf(marker, StringComparison.Ordinal) + marker.Length)..]),
            };
            foreach (
                var path in (string[])
                    [
                        "DashboardCounters",
                        "Reminders",
                        "GrainTypes",
                        .. grains.Select(grain =>
                            $"GrainState?grainId={Uri.EscapeDataString(grain.Key)}&grainType={grain.Type}"
                        ),
                    ]
            )
                responses.Append(await (await client.GetAsync(path)).Content.ReadAsStringAsync());
        }
        return responses.ToString();
    }
}
