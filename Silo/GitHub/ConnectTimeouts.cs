namespace YudaiV3.Silo.GitHub;

/// <summary>
/// A connection that does not come about within the handler's <c>ConnectTimeout</c> is reported as a cancellation,
/// although nobody has canceled.
/// </summary>
internal static class ConnectTimeouts
{
    public static bool IsOne(Exception exception) =>
        exception is OperationCanceledException { InnerException: TimeoutException };
}
