using System.Data.Common;
using Orleans.Networking.Shared;
using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace YudaiV3.Api.Hosting;

/// <summary>
/// Defines which failures of a grain call are transient: a silo stopped, a node lost a race for the storage, or the
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
            // The other side cancelled, for example because the message expired before its grain was placed.
            OperationCanceledException => true,
            OrleansException { InnerException: { } inner } => IsTransient(inner),
            _ => false,
        };
}
