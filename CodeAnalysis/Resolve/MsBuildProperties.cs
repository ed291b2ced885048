using System.Text;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// The properties of a project in a debug build on Linux, as far as its files set them. A condition that asks for more
/// holds. A folder of the repository is written with a slash before it, as if the repository were the root.
/// </summary>
internal sealed class MsBuildProperties
{
    // A project that doubles a property again and again is no project.
    private const int MaxValueLength = 50_000,
        MaxLength = 1_000_000,
        MaxDepth = 8; // of calls in calls

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _fixed = new(StringComparer.OrdinalIgnoreCase);
    private readonly ResolutionBudget _budget;
    private readonly Func<string, bool> _isFile;
    private string _file = "";
    private int _length;

    /// <param name="projectPath">The project file.</param>
    /// <param name="framework">The framework that it is built for, where it is chosen already.</param>
    /// <param name="budget">Pays for expanding.</param>
    /// <param name="isFile">Whether a path of the repository is a file.</param>
    public MsBuildProperties(
        string projectPath,
        string? framework,
        ResolutionBudget budget,
        Func<string, bool>? isFile = null
    )
    {
        (_budget, _isFile) = (budget, isFile ?? (_ => false));
        var folder = RepoPath.Folder(projectPath);
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
                ("MSBuildProjectFile", RepoPath.Name(projectPath)),
                ("MSBuildProjectFullPath", $"/{projectPath}"),
                ("MSBuildProjectDirectory", $"/{folder}"),
                ("MSBuildProjectDirectoryNoRoot", folder),
                ("MSBuildProjectDir", WithSlash(folder)),
                ("ProjectDir", WithSlash(folder)),
                ("MSBuildStartupDirectory", "/"),
                ("_DirectoryBuildPropsFile", "Directory.Build.props"),
                ("_DirectoryBuildTargetsFile", "Directory.Build.targets"),
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

    /// <summary>Says in which file the next texts are written.</summary>
    public void Enter(string file)
    {
        if (ReferenceEquals(_file, file))
            return;
        _file = file;
        var folder = RepoPath.Folder(file);
        _values["MSBuildThisFile"] = RepoPath.Name(file);
        _values["MSBuildThisFileName"] = Path.GetFileNameWithoutExtension(file);
        _values["MSBuildThisFileExtension"] = Path.GetExtension(file);
        _values["MSBuildThisFileFullPath"] = $"/{file}";
        _values["MSBuildThisFileDirectory"] = WithSlash(folder);
        _values["MSBuildThisFileDirectoryNoRoot"] = $"{folder}/";
    }

    /// <exception cref="ResolutionBudgetException">The properties have become longer than any project's.</exception>
    public void Set(string name, string value)
    {
        if (_fixed.Contains(name) || Expand(value) is not { Length: <= MaxValueLength } expanded)
            return;
        _length += name.Length + expanded.Length - this[name].Length;
        if (_length > MaxLength)
            throw new ResolutionBudgetException();
        _values[name] = expanded;
    }

    public bool Holds(MsBuildElement element)
    {
        foreach (var condition in element.Conditions)
        {
            _budget.Spend(condition.Length);
            if (MsBuildCondition.Holds(condition, Expand) == false)
                return false;
        }
        return true;
    }

    public void Spend(long steps) => _budget.Spend(steps);

    /// <summary>
    /// With the values of properties in place, and of functions of paths; a call of another function stays as it is.
    /// </summary>
    public string Expand(string text) => Expand(text, 0);

    private string Expand(string text, int depth)
    {
        if (!text.Contains("$(", StringComparison.Ordinal))
            return text;
        var expanded = new StringBuilder();
        var at = 0;
        while (at < text.Length && expanded.Length <= MaxValueLength)
        {
            var open = text.IndexOf("$(", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : Closing(text, open + 1);
            if (close < 0)
                break;
            expanded.Append(text.AsSpan(at, open - at));
            var name = text[(open + 2)..close];
            expanded.Append(
                name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') ? this[name]
                : name.StartsWith('[')
                && depth < MaxDepth
                && MsBuildFunctions.Evaluate(Expand(name, depth + 1), _isFile) is { } value
                    ? value
                : text[open..(close + 1)]
            );
            at = close + 1;
        }
        if (expanded.Length <= MaxValueLength)
            expanded.Append(text.AsSpan(at));
        _budget.Spend(text.Length + expanded.Length);
        return expanded.ToString();
    }

    /// <summary>Where a parenthesis is closed; -1 where it is not.</summary>
    private static int Closing(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
            if (text[at] == '(')
                depth++;
            else if (text[at] == ')' && --depth == 0)
                return at;
        return -1;
    }

    private static string WithSlash(string folder) => folder.Length == 0 ? "/" : $"/{folder}/";
}
