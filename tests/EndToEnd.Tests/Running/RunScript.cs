using System.Diagnostics;
using System.Globalization;

namespace YudaiV3.EndToEnd.Tests.Running;

/// <summary>A run of <c>run.sh</c> with its own data folder.</summary>
internal sealed class RunScript(ChildProcess process, string folder, Uri url) : IAsyncDisposable
{
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(4); // The first run may have to build.

    private static readonly string[] ClearedVariables =
    [
        "ASPNETCORE_ENVIRONMENT",
        "ASPNETCORE_URLS",
        "DASHBOARD_URL",
        "DATABASE_URL",
        "GITHUB_CLIENT_ID",
        "JWT_SECRET",
        "LLM_API_KEY",
        "LLM_BASE_URL",
        "OPENROUTER_API_KEY",
    ];

    public ChildProcess Process => process;
    public string Folder => folder;
    public Uri Url => url;

    public static async Task<RunScript> Start(
        string arguments = "",
        string? folder = null,
        Uri? url = null,
        string? database = null
    )
    {
        folder ??= Directory.CreateTempSubdirectory("yudai-run-").FullName;
        url ??= new Uri($"http://127.0.0.1:{Ports.Free(inARow: 2)}");
        var settings = ClearedVariables.ToDictionary(name => name, _ => (string?)null);
        (settings["YUDAI_DATA_DIR"], settings["API_URL"], settings["DATABASE_URL"]) = (
            folder,
            url.OriginalString.TrimEnd('/'),
            database
        );
        var process = await ChildProcess.Start(
            ["./run.sh", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            settings
        );
        return new(process, folder, url);
    }

    public Task Ready() => process.Line(line => line == $"ready: {url.OriginalString.TrimEnd('/')}", MaxWait);

    /// <summary>The id of one of its processes, by the name of its PID file.</summary>
    public int ProcessId(string name) =>
        int.Parse(File.ReadAllText(Path.Combine(folder, "run", name + ".pid")), CultureInfo.InvariantCulture);

    public static bool IsAlive(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Kill(int id)
    {
        using var process = System.Diagnostics.Process.GetProcessById(id);
        process.Kill();
        process.WaitForExit(TimeSpan.FromSeconds(10));
    }

    /// <summary>The processes whose command line or working directory contains the data folder.</summary>
    public IReadOnlyList<string> RemainingProcesses() =>
        [
            .. Directory
                .GetDirectories("/proc")
                .Where(process => int.TryParse(Path.GetFileName(process), out var id) && id != Environment.ProcessId)
                .Select(CommandOf)
                .Where(command => command.Contains(folder, StringComparison.Ordinal)),
        ];

    public async ValueTask DisposeAsync()
    {
        if (!process.HasEnded)
        {
            process.Signal(System.Runtime.InteropServices.PosixSignal.SIGTERM);
            await process.End(TimeSpan.FromSeconds(60));
        }
        await process.DisposeAsync();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static string CommandOf(string process)
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
            return $"{command} in {File.ResolveLinkTarget(Path.Combine(process, "cwd"), false)?.FullName}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
