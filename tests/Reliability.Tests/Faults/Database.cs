using System.Globalization;
using Npgsql;

namespace YudaiV3.Reliability.Tests.Faults;

/// <summary>
/// A PostgreSQL server that a test stops, starts, freezes and fills. Its data are on a small disk of their own if the
/// machine permits that.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private const int DiskMegabytes = 256;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("yudai-postgres-").FullName;
    private readonly int _port = Ports.Free();
    private ChildProcess? _disk;
    private ChildProcess _server = null!;

    public string Url => $"postgresql://yudai@127.0.0.1:{_port}/load";

    /// <summary>
    /// Whether the server has a disk of its own. Without one, a trigger raises the error of a full disk.
    /// </summary>
    public bool HasDisk => _disk is not null;

    public static async Task<Database> Create()
    {
        var database = new Database();
        await database.Prepare();
        await database.Start();
        await database.Run(
            "postgres",
            database.HasDisk ? $"CREATE TABLESPACE small LOCATION '{database.DiskFolder}'" : "SELECT 1"
        );
        await database.Run("postgres", "CREATE DATABASE load" + (database.HasDisk ? " TABLESPACE small" : ""));
        return database;
    }

    /// <summary>Starts the server and returns when it accepts connections.</summary>
    public async Task Start()
    {
        string[] enterMount = _disk is null ? [] : ["nsenter", $"--mount=/proc/{_disk.Id}/ns/mnt"];
        _server = await ChildProcess.Start(
            [
                .. enterMount,
                .. Postgres.AsUnprivilegedUser(),
                Path.Combine(Postgres.Binaries(), "postgres"),
                "-D",
                Data,
                "-p",
                _port.ToString(CultureInfo.InvariantCulture),
                "-h",
                "127.0.0.1",
                "-k",
                "",
                "-c",
                "max_connections=400",
            ],
            folder: "/"
        );
        await Eventually.True(
            async () => await AcceptsConnections(),
            MaxWait,
            () => $"PostgreSQL accepts connections; it wrote: {string.Join('\n', _server.Lines.TakeLast(10))}"
        );
    }

    /// <summary>Stops the server without waiting for its clients.</summary>
    public async Task Stop()
    {
        _server.Signal(System.Runtime.InteropServices.PosixSignal.SIGINT);
        await _server.End(MaxWait);
    }

    public void Freeze() => _server.Freeze();

    public void Thaw() => _server.Thaw();

    public Task CutConnections() =>
        Run("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'yudai%'");

    /// <summary>Fills the disk, so that every write that needs more space fails.</summary>
    public async Task FillDisk()
    {
        if (!HasDisk)
        {
            await Run(
                "load",
                """
                CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
                END$$;
                CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON OrleansStorage
                FOR EACH ROW EXECUTE FUNCTION full_disk();
                """
            );
            return;
        }
        await using var ballast = new FileStream(
            Ballast,
            FileMode.Create,
            FileAccess.Write,
            FileShare.None,
            bufferSize: 0
        );
        try
        {
            var block = new byte[4096];
            while (true)
                await ballast.WriteAsync(block);
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    public async Task FreeDisk()
    {
        if (HasDisk)
            File.Delete(Ballast);
        else
            await Run("load", "DROP FUNCTION full_disk() CASCADE");
    }

    /// <summary>How often the server has reported a full disk.</summary>
    public int FullDiskErrors =>
        _server.Lines.Count(line => line.Contains("No space left on device", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Thaw();
        await _server.DisposeAsync();
        if (_disk is not null)
            await _disk.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");
    private string DiskFolder => Path.Combine(_folder, "small");

    // The disk is mounted in a namespace of its own, which ends with its process.
    private string Ballast => $"/proc/{_disk!.Id}/root{DiskFolder}/ballast";

    private async Task Prepare()
    {
        Directory.CreateDirectory(DiskFolder);
        if (Environment.UserName == "root")
        {
            var user = Postgres
                .AsUnprivilegedUser()
                .First(word => word.StartsWith("--reuid=", StringComparison.Ordinal))["--reuid=".Length..];
            await RunCommand("chown", "-R", user, _folder);
            var disk = await ChildProcess.Start(
                [
                    "unshare",
                    "--mount",
                    "sh",
                    "-c",
                    $"mount -t tmpfs -o size={DiskMegabytes}m tmpfs '{DiskFolder}' && chown {user} '{DiskFolder}' "
                        + "&& echo mounted && exec sleep infinity",
                ],
                folder: "/"
            );
            try
            {
                await disk.Line(line => line == "mounted", MaxWait);
                _disk = disk;
            }
            catch (InvalidOperationException)
            {
                await disk.DisposeAsync(); // The machine does not permit a mount.
            }
        }
        await RunCommand([
            .. Postgres.AsUnprivilegedUser(),
            Path.Combine(Postgres.Binaries(), "initdb"),
            "-D",
            Data,
            "-U",
            "yudai",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]);
    }

    private static async Task RunCommand(params string[] command)
    {
        await using var process = await ChildProcess.Start(command, folder: "/");
        if (await process.End(MaxWait) is not 0 and var code)
            throw new InvalidOperationException($"{command[0]} ended with {code}: {string.Join('\n', process.Lines)}");
    }

    private async Task<bool> AcceptsConnections()
    {
        try
        {
            await Run("postgres", "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task Run(string database, string statement)
    {
        await using var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={_port};Database={database};Username=yudai;Pooling=false"
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
