using YudaiV3.RepoIngest.Scan;

namespace YudaiV3.RepoIngest.Resolve;

/// <summary>A named type of the repository: the namespace or type around it, and the files that declare its parts.</summary>
internal sealed record CSharpType(string Container, string Name)
{
    public HashSet<string> Files { get; } = [];

    public string FullName => Container.Length == 0 ? Name : $"{Container}.{Name}";
}

/// <summary>Every type and namespace that a repository's C# declares.</summary>
internal sealed class CSharpTypes
{
    private readonly Dictionary<string, List<CSharpType>> _byName = [];
    private readonly HashSet<string> _namespaces = [];

    public CSharpTypes(IEnumerable<SourceFile> files)
    {
        var types = new Dictionary<string, CSharpType>();
        foreach (var file in files)
        {
            var facts = file.Facts;
            var names = Names(facts);
            for (var i = 0; i < names.Length; i++)
                if (facts.Scopes[i].Kind == ScopeKind.Namespace)
                    for (var name = names[i]; name.Length > 0 && _namespaces.Add(name); name = Outer(name)) { }
            foreach (var declaration in facts.Declarations)
            {
                var type = new CSharpType(names[declaration.Scope], WithArity(declaration.Name, declaration.Arity));
                if (types.TryAdd(type.FullName, type))
                    (_byName.TryGetValue(type.Name, out var known) ? known : _byName[type.Name] = []).Add(type);
                types[type.FullName].Files.Add(file.Path);
            }
        }
    }

    public bool IsNamespace(string name) => _namespaces.Contains(name);

    public bool IsType(string fullName)
    {
        var name = fullName[(fullName.LastIndexOf('.') + 1)..];
        return Named(name).Any(type => type.FullName == fullName);
    }

    /// <summary>What a directive inside of a namespace names: from there outward, the first that the repository declares; else the name as it is.</summary>
    public string Absolute(string name, string space)
    {
        for (; space.Length > 0; space = Outer(space))
            if ($"{space}.{name}" is var inner && (IsNamespace(inner) || IsType(inner)))
                return inner;
        return name;
    }

    /// <summary>The types of that name, whatever they stand in.</summary>
    public IReadOnlyList<CSharpType> Named(string name) => _byName.TryGetValue(name, out var types) ? types : [];

    /// <summary>The full name of every scope of a file.</summary>
    public static string[] Names(FileFacts facts)
    {
        var names = new string[facts.Scopes.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var scope = facts.Scopes[i];
            var outer = scope.Parent < 0 ? "" : names[scope.Parent];
            var name = WithArity(scope.Name, scope.Arity);
            names[i] = outer.Length == 0 || name.Length == 0 ? outer + name : $"{outer}.{name}";
        }
        return names;
    }

    public static string Outer(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : "";

    private static string WithArity(string name, int arity) => arity == 0 ? name : $"{name}`{arity}";
}
