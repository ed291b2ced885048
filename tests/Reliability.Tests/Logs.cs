namespace YudaiV3.Reliability.Tests;

/// <summary>
/// What the processes of a cluster wrote, kept beside the logs of the tests for whoever wants to know why something
/// failed.
/// </summary>
internal static class Logs
{
    public static async Task Keep(string name, Cluster cluster)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Paths.Root, "artifacts", "test", "logs")).FullName;
        foreach (
            var (kind, processes) in (IEnumerable<(string, IEnumerable<ChildProcess>)>)
                [("silo", cluster.Silos), ("api", cluster.Apis.Select(api => api.Process))]
        )
        foreach (var (n, process) in processes.Index())
            await File.WriteAllLinesAsync(Path.Combine(folder, $"{name}-{kind}-{n + 1}.log"), process.Lines);
    }
}
