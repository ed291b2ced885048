using System.Data.Common;
using Orleans.Networking.Shared;
using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Which failures of a grain call are nobody's fault and pass: a silo went, a node lost a race for the storage, the
/// cluster is not there yet.
/// </summary>
internal static class TransientFaults
{
    public static bool IsTransient(Exception exception) =>
        exception switch
        {
            OrleansMessageRejectionException
            or ConnectionFailedException
            or SocketConnectionException
            or ClientNotAvailableException
            or GatewayTooBusyException => true,
            InconsistentStateException or UnavailableException or DbException => true,
            TimeoutException => true,
            // The other side gave it up, as when a message grows old before its grain is placed.
            OperationCanceledException => true,
            OrleansException { InnerException: { } inner } => IsTransient(inner),
            _ => false,
        };
}
