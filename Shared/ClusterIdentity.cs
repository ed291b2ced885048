using Orleans.Configuration;

namespace YudaiV3.Hosting;

/// <summary>What a silo and a client must agree on to meet. The ids are part of every stored row's identity: they stay.</summary>
internal static class ClusterIdentity
{
    /// <summary>The ADO.NET provider, as Orleans names it.</summary>
    public const string Invariant = "Npgsql";

    private const string Id = "yudai";

    public static void Apply(ClusterOptions options)
    {
        options.ClusterId = Id;
        options.ServiceId = Id;
    }
}
