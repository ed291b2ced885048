using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace YudaiV3.Testing;

/// <summary>
/// The PostgreSQL server of a test process. It starts at its first use and ends with the process. Each test creates its
/// own databases.
/// </summary>
public static class Postgres
{
    private static readonly Lazy<Task<int>> Port = new(Start);
    private static int _databases;
    private static Process? _server; // A reference is kept, because the server ends when its standard input is closed.

    /// <summary>Creates an empty database and returns its <c>DATABASE_URL</c>.</summary>
    public static async Task<string> NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var server = await Connect(await Url("postgres"));
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", server);
        await create.ExecuteNonQueryAsync();
        return await Url(name);
    }

    /// <summary>Opens a connection to a database of <see cref="NewDatabase"/>.</summary>
    public static async Task<NpgsqlConnection> Connect(string url)
    {
        var parts = new Uri(url);
        var connection = new NpgsqlConnection(
            $"Host={parts.Host};Port={parts.Port};Database={parts.AbsolutePath[1..]};Username=yudai;Pooling=false"
        );
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string> Url(string database) =>
        $"postgresql://yudai@127.0.0.1:{await Port.Value}/{database}";

    private static async Task<int> Start()
    {
        string[] command =
        [
            .. AsUnprivilegedUser(),
            "sh",
            "-c",
            await File.ReadAllTextAsync(Path.Combine(Paths.Root, "tests", "Testing", "postgres.sh")),
            "sh",
            Binaries(),
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        _server = Process.Start(start)!;
        var line = await _server.StandardOutput.ReadLineAsync();
        return line?.Split(' ') is ["port", var port]
            ? int.Parse(port, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("PostgreSQL for the tests did not start; its output is above.");
    }

    /// <summary>
    /// The beginning of a command line that runs as the user postgres or nobody, because PostgreSQL refuses to run as
    /// root. Empty for other users.
    /// </summary>
    public static string[] AsUnprivilegedUser()
    {
        if (Environment.UserName != "root")
            return [];
        var hasPostgresUser = File.ReadLines("/etc/passwd")
            .Any(line => line.StartsWith("postgres:", StringComparison.Ordinal));
        return
        [
            "setpriv",
            "--clear-groups",
            .. hasPostgresUser
                ? (string[])["--reuid=postgres", "--regid=postgres"]
                : ["--reuid=nobody", "--regid=nogroup"],
        ];
    }

    /// <summary>The folder of the programs of the newest installed version.</summary>
    public static string Binaries() =>
        Directory
            .GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
            .MaxBy(bin => int.Parse(Path.GetFileName(Path.GetDirectoryName(bin))!, CultureInfo.InvariantCulture))
        ?? throw new InvalidOperationException("PostgreSQL is not installed: apt install postgresql");
}
