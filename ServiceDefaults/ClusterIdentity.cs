using System.Data.Common;
using Orleans.Configuration;
using Orleans.Serialization;

namespace YudaiV3.ServiceDefaults;

/// <summary>
/// The settings that silos and clients of a cluster share. Every stored row contains the ids: they must not change.
/// </summary>
public static class ClusterIdentity
{
    /// <summary>Orleans' name of the ADO.NET provider.</summary>
    public const string Invariant = "Npgsql";

    private const string Id = "yudai";

    public static void Apply(ClusterOptions options)
    {
        options.ClusterId = Id;
        options.ServiceId = Id;
    }

    // Orleans' exceptions contain exceptions of PostgreSQL. Without this filter they could not be deserialized.
    public static void Apply(ExceptionSerializationOptions options) =>
        options.SupportedExceptionTypeFilter = type => type.IsAssignableTo(typeof(DbException));
}
