namespace YudaiV3;

/// <summary>How long callers wait for a grain.</summary>
internal static class ResponseTimeouts
{
    /// <summary>
    /// For calls that may be made again and are answered within milliseconds: what was on its way to a silo that died
    /// is never answered, and is made again after this time.
    /// </summary>
    public const string Short = "00:00:04";
}
