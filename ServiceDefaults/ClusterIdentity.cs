using System.Data.Common;
using Orleans.Configuration;
using Orleans.Serialization;

namespace YudaiV3.ServiceDefaults;

/// <summary>
/// What a silo and a client must agree on to meet. The ids are part of every stored row's identity: they stay.
/// </summary>
public static class ClusterIdentity
{
    /// <summary>The ADO.NET provider, as Orleans names it.</summary>
    public const string Invariant = "Npgsql";

    private const string Id = "yudai";

    public static void Apply(ClusterOptions options)
    {
        options.ClusterId = Id;
        options.ServiceId = Id;
    }

    // What PostgreSQL says goes to the other side inside of what Orleans says of it; else all of it becomes an error of
    // the wire.
    public static void Apply(ExceptionSerializationOptions options) =>
        options.SupportedExceptionTypeFilter = type => type.IsAssignableTo(typeof(DbException));
}
