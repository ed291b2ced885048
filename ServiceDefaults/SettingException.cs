namespace YudaiV3.ServiceDefaults;

/// <summary>
/// A setting is missing or invalid. The message is one line, names the environment variable and contains no secret.
/// </summary>
public sealed class SettingException(string variable, string problem) : Exception($"{variable} {problem}")
{
    public string Variable { get; } = variable;
}
