namespace YudaiV3.ServiceDefaults;

/// <summary>
/// A setting is missing or wrong. The message is one line that names the environment variable and never shows a secret.
/// </summary>
public sealed class SettingException(string variable, string problem) : Exception($"{variable} {problem}")
{
    public string Variable { get; } = variable;
}
