using System.Collections;
using System.Runtime.InteropServices;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>The C# projects of a repository, and which of them compile a file and see each other.</summary>
internal sealed class CSharpProjects
{
    private readonly ResolutionBudget _budget;
    private readonly Dictionary<string, CSharpProject> _projects = [];
    private readonly Dictionary<string, IReadOnlyList<CSharpProject>> _byFile = [];
    private readonly BitArray?[] _visible;

    public CSharpProjects(RepositoryMap map, ResolutionBudget budget)
    {
        _budget = budget;
        foreach (var path in map.Named(name => name.EndsWith(".csproj", StringComparison.Ordinal)))
            _projects[path] = new CSharpProject(path, _projects.Count);
        var reader = new CSharpProjectReader(map, _projects, budget);
        foreach (var project in _projects.Values)
            if (!budget.TryRun(ResolutionBudget.Manifests, () => reader.Read(project)))
                project.Files.Clear();
        // Files outside all projects form a project of their own.
        var loose = new CSharpProject("", _projects.Count);
        loose.Files.UnionWith(reader.Sources);
        foreach (var project in _projects.Values)
            loose.Files.ExceptWith(project.Files);
        foreach (var project in _projects.Values.Append(loose))
        {
            foreach (var file in project.Files)
                Compile(file, project);
        }
        _visible = new BitArray?[_projects.Count + 1];
    }

    public IReadOnlyList<CSharpProject> Compiling(string file) =>
        _byFile.TryGetValue(file, out var projects) ? projects : [];

    /// <summary>Whether a project, or one that it refers to directly or indirectly, compiles a file.</summary>
    public bool Sees(CSharpProject project, string file)
    {
        var compiling = Compiling(file);
        _budget.Spend(4 + compiling.Count);
        var visible = _visible[project.Number] ??= Visible(project);
        foreach (var other in compiling)
            if (visible[other.Number])
                return true;
        return false;
    }

    private BitArray Visible(CSharpProject project)
    {
        _budget.Keep(_visible.Length / 8);
        var (visible, open) = (new BitArray(_visible.Length), new Stack<CSharpProject>([project]));
        visible[project.Number] = true;
        while (open.TryPop(out var next))
        {
            _budget.Spend(2 + 2 * next.References.Count);
            foreach (var reference in next.References)
                if (!visible[reference.Number])
                {
                    visible[reference.Number] = true;
                    open.Push(reference);
                }
        }
        return visible;
    }

    // Nearly every file belongs to one project, so those files share its list.
    private void Compile(string file, CSharpProject project)
    {
        ref var projects = ref CollectionsMarshal.GetValueRefOrAddDefault(_byFile, file, out _);
        if (projects is List<CSharpProject> several)
            several.Add(project);
        else
            projects = projects is null ? project.Alone : new List<CSharpProject>([.. projects, project]);
    }
}
