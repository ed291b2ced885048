namespace YudaiV3.Bench;

/// <summary>The cost of one turn, delta, session or socket, for capacity estimates.</summary>
/// <param name="Default">The value measured on the machine of <c>docs/performance.md</c>.</param>
internal sealed record Cost(string Name, double Default)
{
    /// <summary>Processor time of an Api node for a turn, in microseconds.</summary>
    public static readonly Cost Api = new("Api, µs a turn", 150);

    /// <summary>Processor time of a silo for a turn, in microseconds.</summary>
    public static readonly Cost Silo = new("Silo, µs a turn", 500);

    /// <summary>Processor time of PostgreSQL for a turn, in microseconds.</summary>
    public static readonly Cost Database = new("PostgreSQL, µs a turn", 400);

    /// <summary>Processor time of an Api node for a delta to one socket, in microseconds.</summary>
    public static readonly Cost ApiDelta = new("Api, µs a delta", 28);

    /// <summary>Processor time of a silo for a delta to one node, in microseconds.</summary>
    public static readonly Cost SiloDelta = new("Silo, µs a delta", 80);

    /// <summary>Write-ahead log of a turn, in bytes.</summary>
    public static readonly Cost Wal = new("WAL, bytes a turn", 4_600);

    /// <summary>Tables and indexes that a turn adds, in bytes.</summary>
    public static readonly Cost Stored = new("stored, bytes a turn", 1_500);

    /// <summary>Heap of a silo for an active session, in KB.</summary>
    public static readonly Cost Session = new("session, KB", 9);

    /// <summary>Heap of an Api node for an open socket, in KB.</summary>
    public static readonly Cost Socket = new("socket, KB", 23);
}
