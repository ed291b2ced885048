using System.Text;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// The properties of a project in a debug build on Linux, as far as its files set them. A condition that asks for more
/// holds.
/// </summary>
internal sealed class MsBuildProperties
{
    // A project that doubles a property again and again is no project.
    private const int MaxValueLength = 100_000;

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _fixed = new(StringComparer.OrdinalIgnoreCase);

    public MsBuildProperties(string projectPath, string? framework)
    {
        foreach (
            var (name, value) in new[]
            {
                ("Configuration", "Debug"),
                ("Platform", "AnyCPU"),
                ("OS", "Unix"),
                ("MSBuildRuntimeType", "Core"),
                ("DefineConstants", "DEBUG;TRACE"),
                ("MSBuildProjectName", Path.GetFileNameWithoutExtension(projectPath)),
                ("MSBuildProjectExtension", ".csproj"),
            }
        )
            _values[name] = value;
        if (framework is null)
            return;
        _values["TargetFramework"] = framework;
        _fixed.Add("TargetFramework");
        _values["TargetFrameworkIdentifier"] =
            framework.StartsWith("netstandard", StringComparison.Ordinal) ? ".NETStandard"
            : framework.Contains('.') ? ".NETCoreApp"
            : ".NETFramework";
    }

    public string this[string name] => _values.GetValueOrDefault(name, "");

    public void Set(string name, string value)
    {
        if (!_fixed.Contains(name) && Expand(value) is { Length: <= MaxValueLength } expanded)
            _values[name] = expanded;
    }

    public bool Holds(MsBuildElement element) =>
        element.Conditions.All(condition => MsBuildCondition.Holds(condition, Expand) ?? true);

    /// <summary>With the values of properties in place; a call of a function stays as it is.</summary>
    public string Expand(string text)
    {
        if (!text.Contains("$(", StringComparison.Ordinal))
            return text;
        var expanded = new StringBuilder();
        var at = 0;
        while (at < text.Length && expanded.Length <= MaxValueLength)
        {
            var open = text.IndexOf("$(", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf(')', open);
            if (close < 0)
                return expanded.Append(text.AsSpan(at)).ToString();
            expanded.Append(text.AsSpan(at, open - at));
            var name = text[(open + 2)..close];
            expanded.Append(
                name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') ? this[name] : text[open..(close + 1)]
            );
            at = close + 1;
        }
        return expanded.ToString();
    }
}
