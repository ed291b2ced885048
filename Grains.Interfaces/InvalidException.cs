namespace YudaiV3;

/// <summary>
/// The grain does not accept a value. The message is shown to the caller (HTTP 422) under
/// <see cref="Field"/>.
/// </summary>
[GenerateSerializer, Alias("yudai.invalid")]
public sealed class InvalidException(string field, string message) : Exception(message)
{
    /// <summary>The request's field, in <c>snake_case</c>.</summary>
    [Id(0)]
    public string Field { get; private set; } = field;
}
