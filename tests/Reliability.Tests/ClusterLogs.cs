namespace YudaiV3.Reliability.Tests;

/// <summary>Saves the output of a cluster's processes beside the logs of the tests.</summary>
internal static class ClusterLogs
{
    public static async Task Save(string name, Cluster cluster)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Paths.Root, "artifacts", "test", "logs")).FullName;
        foreach (
            var (kind, processes) in (IEnumerable<(string, IEnumerable<ChildProcess>)>)
                [("silo", cluster.Silos), ("api", cluster.Apis.Select(api => api.Process))]
        )
        {
            foreach (var (n, process) in processes.Index())
                await File.WriteAllLinesAsync(Path.Combine(folder, $"{name}-{kind}-{n + 1}.log"), process.Lines);
        }
    }
}
