namespace YudaiV3;

/// <summary>
/// Marks a grain method that must not be retried automatically: it has an external effect, and a repeated call cannot
/// be recognized.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DoNotRetryAttribute : Attribute;
