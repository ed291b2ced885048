namespace YudaiV3.Bench;

/// <summary>What one thing costs, for reckoning with.</summary>
/// <param name="Usual">As measured on the machine of <c>docs/performance.md</c>.</param>
internal sealed record Cost(string What, double Usual)
{
    /// <summary>Microseconds of an Api node's processor for a turn.</summary>
    public static readonly Cost Api = new("Api, µs a turn", 150);

    /// <summary>Microseconds of a silo's processor for a turn.</summary>
    public static readonly Cost Silo = new("Silo, µs a turn", 500);

    /// <summary>Microseconds of PostgreSQL's processor for a turn.</summary>
    public static readonly Cost Database = new("PostgreSQL, µs a turn", 400);

    /// <summary>Microseconds of an Api node's processor for a delta to one socket.</summary>
    public static readonly Cost ApiDelta = new("Api, µs a delta", 28);

    /// <summary>Microseconds of a silo's processor for a delta to one node.</summary>
    public static readonly Cost SiloDelta = new("Silo, µs a delta", 80);

    /// <summary>Bytes of write-ahead log for a turn.</summary>
    public static readonly Cost Wal = new("WAL, bytes a turn", 4_600);

    /// <summary>Bytes of tables and indexes for a turn, for good.</summary>
    public static readonly Cost Stored = new("stored, bytes a turn", 1_500);

    /// <summary>KB of a silo's heap for a session in use.</summary>
    public static readonly Cost Session = new("session, KB", 9);

    /// <summary>KB of an Api node's heap for an open socket.</summary>
    public static readonly Cost Socket = new("socket, KB", 23);
}
