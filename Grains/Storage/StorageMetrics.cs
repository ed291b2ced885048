using System.Diagnostics.Metrics;
using Orleans.Storage;

namespace YudaiV3.Storage;

/// <summary>
/// Counts failed writes of grain state. A conflict is a write by an activation that has been replaced by a newer one.
/// </summary>
internal static class StorageMetrics
{
    public const string Meter = "YudaiV3.Storage";

    private static readonly Meter Storage = new(Meter);
    private static readonly Counter<long> Conflicts = Storage.CreateCounter<long>(
        "yudai.storage.conflicts",
        "{write}",
        "Writes refused because the state had changed since it was read."
    );
    private static readonly Counter<long> Failures = Storage.CreateCounter<long>(
        "yudai.storage.failures",
        "{write}",
        "Writes that failed for another reason."
    );

    public static void WriteFailed(Exception exception, Type state) =>
        (exception is InconsistentStateException ? Conflicts : Failures).Add(
            1,
            new KeyValuePair<string, object?>("yudai.storage.state", state.Name)
        );
}
