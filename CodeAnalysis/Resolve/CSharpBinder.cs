using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// Binds the names in one file of one project to types: the innermost scope first, then its using directives.
/// </summary>
internal sealed class CSharpBinder
{
    private const int MaxChain = 8; // of aliases of aliases
    private readonly CSharpTypes _types;
    private readonly CSharpProjects _projects;
    private readonly CSharpProject _project;
    private readonly SourceFile _file;
    private readonly FileFacts _facts;
    private readonly string[] _scopes;
    private readonly CSharpUsing[][] _usings;
    private readonly ResolutionBudget _budget;

    public CSharpBinder(
        CSharpTypes types,
        CSharpProjects projects,
        CSharpProject project,
        SourceFile file,
        CSharpUsing[] global,
        ResolutionBudget budget
    )
    {
        (_types, _projects, _project, _file, _budget) = (types, projects, project, file, budget);
        _facts = file.Facts;
        _scopes = CSharpTypes.Names(_facts);
        budget.Spend(10 * (_facts.Imports.Length + _scopes.Length + global.Length));
        var own = _facts
            .Imports.Where(import => import.Form is ImportForm.Plain or ImportForm.Static)
            .ToLookup(
                import => import.Scope,
                import => Using(import) with { Target = types.Absolute(import.Specifier, _scopes[import.Scope]) }
            );
        _usings =
        [
            .. Enumerable
                .Range(0, _scopes.Length)
                .Select(scope => scope == 0 ? own[0].Concat(global).Distinct().ToArray() : own[scope].ToArray()),
        ];
    }

    public static CSharpUsing Using(ImportFact import) =>
        new(import.Specifier, import.Form is ImportForm.Static or ImportForm.GlobalStatic, import.Alias);

    /// <summary>The types that a name and its qualifiers bind to.</summary>
    public List<CSharpType> Bind(NameUse use)
    {
        if (use.Attribute && Bind(use.Name + "Attribute", use.Scope, 0) is { Count: > 0 } attribute)
            return attribute;
        return Bind(use.Name, use.Scope, 0);
    }

    /// <summary>
    /// The files that declare parts of a type, the project's own if there are any. Empty if the file itself is one of
    /// them.
    /// </summary>
    public IEnumerable<string> Parts(CSharpType type)
    {
        _budget.Spend(10 * type.Parts);
        var own = type.Files.Where(_project.Files.Contains).ToArray();
        var parts = own.Length > 0 ? own : type.Files.Where(IsVisible).ToArray();
        return parts.Contains(_file.Path) ? [] : parts;
    }

    private List<CSharpType> Bind(string name, int scope, int chain)
    {
        var found = new List<CSharpType>();
        var names = name.Split('.', StringSplitOptions.RemoveEmptyEntries);
        var (type, space) = name.StartsWith('.')
            ? Member("", names[0])
            : First(names[0], names.Length > 1, scope, chain);
        for (var next = 1; next <= names.Length; next++)
        {
            if (type is not null)
                found.Add(type);
            if (next == names.Length || type is null && space is null)
                break;
            (type, space) = type is not null ? (In(type.FullName, names[next]), null) : Member(space!, names[next]);
        }
        return found;
    }

    private (CSharpType? Type, string? Namespace) First(string name, bool qualifies, int scope, int chain)
    {
        for (; scope >= 0; scope = _facts.Scopes[scope].Parent)
        {
            var facts = _facts.Scopes[scope];
            if (facts.Kind == ScopeKind.Type)
            {
                if (In(_scopes[scope], name) is { } nested)
                    return (nested, null);
                continue;
            }
            var outer = facts.Parent < 0 ? "" : _scopes[facts.Parent];
            var space = _scopes[scope];
            if (At(space, name, qualifies) is var innermost && innermost != default)
                return innermost;
            if (Opened(name, scope, chain) is var opened && opened != default)
                return opened;
            for (space = CSharpTypes.Outer(space); space.Length > outer.Length; space = CSharpTypes.Outer(space))
                if (At(space, name, qualifies) is var around && around != default)
                    return around;
        }
        return default;
    }

    private (CSharpType? Type, string? Namespace) At(string space, string name, bool qualifies) =>
        In(space, name) is { } type ? (type, null)
        : qualifies && RepositoryName(space, name) is var inner && _types.IsNamespace(inner) ? (null, inner)
        : default;

    private (CSharpType? Type, string? Namespace) Member(string space, string name) => At(space, name, qualifies: true);

    /// <summary>What a name means by the using directives of a scope. An ambiguous name means nothing.</summary>
    private (CSharpType? Type, string? Namespace) Opened(string name, int scope, int chain)
    {
        _budget.Spend(10 * _usings[scope].Length);
        foreach (var alias in _usings[scope].Where(opened => opened.Alias == name))
            return _types.IsNamespace(alias.Target) ? (null, alias.Target)
                : chain < MaxChain && Bind($".{alias.Target}", 0, chain + 1) is [.., var target] ? (target, null)
                : default;
        CSharpType? found = null;
        foreach (var opened in _usings[scope])
        {
            if (opened.Alias is not null || In(opened.Target, name) is not { } type || type == found)
                continue;
            if (found is not null)
                return default;
            found = type;
        }
        return (found, null);
    }

    private CSharpType? In(string container, string name) =>
        _types.Find(container, name) is { } type && type.Files.Any(IsVisible) ? type : null;

    private bool IsVisible(string file) => _projects.Sees(_project, file);

    private static string RepositoryName(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
