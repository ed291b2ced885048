namespace YudaiV3;

/// <summary>
/// A grain's call that must not be made again by itself when it is not known whether it arrived: it does something
/// outside that nothing can tell apart.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DoNotRetryAttribute : Attribute;
