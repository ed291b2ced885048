using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace YudaiV3.Testing;

/// <summary>
/// A process that a test starts. It never outlives the test process, whichever way that ends.
/// </summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    // Starts the command, prints its process id, and ends it when standard input ends. A shell starts background
    // processes with SIGINT ignored: `env` undoes that.
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
    private readonly List<(Func<string, bool> Predicate, TaskCompletionSource<string> Found)> _waiters = [];
    private readonly Task _output;

    private ChildProcess(Process process, int id)
    {
        _process = process;
        Id = id;
        _output = Task.WhenAll(Read(process.StandardOutput), Read(process.StandardError));
    }

    public int Id { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>The output so far, standard output and error together.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <param name="environment">Changes to the environment of the test process; null removes a variable.</param>
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

    /// <summary>Returns the first line, past or future, that satisfies the predicate.</summary>
    public Task<string> Line(Func<string, bool> predicate, TimeSpan timeout)
    {
        lock (_waiting)
        {
            if (_lines.FirstOrDefault(predicate) is { } line)
                return Task.FromResult(line);
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((predicate, found));
            return found.Task.WaitAsync(timeout);
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

    /// <summary>Sends SIGSTOP to the process and its children: it hangs, with all its connections open.</summary>
    public void Freeze() => SignalTree(19);

    /// <summary>Sends SIGCONT to the process and its children.</summary>
    public void Thaw() => SignalTree(18);

    public async Task<int> End(TimeSpan timeout)
    {
        await _process.WaitForExitAsync().WaitAsync(timeout);
        await _output.WaitAsync(timeout);
        return _process.ExitCode;
    }

    /// <summary>Sends SIGKILL.</summary>
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

    private void SignalTree(int signal)
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
            // The process has ended, and its children have another parent.
        }
    }

    private async Task Read(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
            Add(line);
        lock (_waiting)
            foreach (var (_, found) in _waiters)
                found.TrySetException(
                    new InvalidOperationException(
                        "The process has ended without the expected line; it wrote: "
                            + string.Join('\n', _lines.TakeLast(30))
                    )
                );
    }

    private void Add(string line)
    {
        lock (_waiting)
        {
            _lines.Enqueue(line);
            foreach (var (predicate, found) in _waiters)
                if (predicate(line))
                    found.TrySetResult(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SysKill(int id, int signal);
}
