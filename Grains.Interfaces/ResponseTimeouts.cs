namespace YudaiV3;

/// <summary>How long callers wait for a grain.</summary>
internal static class ResponseTimeouts
{
    /// <summary>
    /// For repeatable calls that normally return within milliseconds. A call to a silo that has died gets no response
    /// and is repeated after this time.
    /// </summary>
    public const string Short = "00:00:04";
}
