using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace YudaiV3.Testing;

/// <summary>
/// A real process that a test starts, kills, or lets end; it never outlives the test process, however that ends.
/// </summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    // Starts the command, says its id, and ends it when standard input ends. A shell starts what runs beside it deaf to
    // SIGINT: that is undone.
    private const string Guard = """
        exec 3<&0
        env --default-signal=INT "$@" </dev/null 3<&- & child=$!
        echo "$child"
        (while read -r _ <&3; do :; done; kill -TERM "$child"; sleep 5; kill -KILL "$child") >/dev/null 2>&1 & guard=$!
        disown "$guard"
        wait "$child"; code=$?
        kill -KILL "$guard" 2>/dev/null
        exit "$code"
        """;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Lock _waiting = new();
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Seen)> _waiters = [];
    private readonly Task _output;

    private ChildProcess(Process process, int id)
    {
        _process = process;
        Id = id;
        _output = Task.WhenAll(Read(process.StandardOutput), Read(process.StandardError));
    }

    public int Id { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>What it has written so far, standard output and error together.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <param name="environment">Changes to this process's own; null takes a variable away.</param>
    public static async Task<ChildProcess> Start(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? folder = null
    )
    {
        var start = new ProcessStartInfo("bash", ["-c", Guard, "guard", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Paths.Root,
        };
        foreach (var (name, value) in environment ?? FrozenDictionary<string, string?>.Empty)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        var id = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"{command[0]} did not start.");
        return new(process, int.Parse(id, CultureInfo.InvariantCulture));
    }

    /// <summary>The first line, of those written and those to come, that is wanted.</summary>
    public Task<string> Line(Func<string, bool> wanted, TimeSpan patience)
    {
        lock (_waiting)
        {
            if (_lines.FirstOrDefault(wanted) is { } line)
                return Task.FromResult(line);
            var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((wanted, seen));
            return seen.Task.WaitAsync(patience);
        }
    }

    public void Signal(PosixSignal signal) =>
        _ = SysKill(
            Id,
            signal switch
            {
                PosixSignal.SIGINT => 2,
                PosixSignal.SIGTERM => 15,
                _ => throw new ArgumentOutOfRangeException(nameof(signal)),
            }
        );

    /// <summary><c>kill -STOP</c> for it and its children: it hangs, with all its connections open.</summary>
    public void Freeze() => SignalFamily(19);

    /// <summary><c>kill -CONT</c> for it and its children.</summary>
    public void Thaw() => SignalFamily(18);

    public async Task<int> End(TimeSpan patience)
    {
        await _process.WaitForExitAsync().WaitAsync(patience);
        await _output.WaitAsync(patience);
        return _process.ExitCode;
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task Kill()
    {
        _ = SysKill(Id, 9);
        await End(TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    // A child may have ended by now, and so may it.
    private void SignalFamily(int signal)
    {
        _ = SysKill(Id, signal);
        try
        {
            foreach (
                var child in File.ReadAllText($"/proc/{Id}/task/{Id}/children")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
                _ = SysKill(int.Parse(child, CultureInfo.InvariantCulture), signal);
        }
        catch (IOException)
        {
            // It has ended, and its children are nobody's any more.
        }
    }

    private async Task Read(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
            Add(line);
        lock (_waiting)
            foreach (var (_, seen) in _waiters)
                seen.TrySetException(
                    new InvalidOperationException(
                        $"The process has ended without the line; it wrote: {string.Join('\n', _lines.TakeLast(30))}"
                    )
                );
    }

    private void Add(string line)
    {
        lock (_waiting)
        {
            _lines.Enqueue(line);
            foreach (var (wanted, seen) in _waiters)
                if (wanted(line))
                    seen.TrySetResult(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SysKill(int id, int signal);
}
