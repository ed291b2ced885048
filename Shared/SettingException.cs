namespace YudaiV3.Hosting;

/// <summary>A setting is missing or wrong. The message is one line that names the environment variable and never shows a secret.</summary>
internal sealed class SettingException(string variable, string problem) : Exception($"{variable} {problem}")
{
    public string Variable { get; } = variable;
}
