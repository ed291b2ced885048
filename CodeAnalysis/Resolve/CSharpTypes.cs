using System.Runtime.InteropServices;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.CodeAnalysis.Resolve;

/// <summary>
/// A type of the repository: its namespace or outer type, its name and the files that declare its parts.
/// </summary>
internal sealed class CSharpType(string container, string name, string file)
{
    // Nearly every type has one file, and there may be hundreds of thousands of types.
    private List<string>? _others;

    public string FullName => container.Length == 0 ? name : $"{container}.{name}";

    /// <summary>The number of its files.</summary>
    public int Parts => 1 + (_others?.Count ?? 0);

    public IEnumerable<string> Files => _others is null ? [file] : _others.Prepend(file);

    /// <summary>Files are added one after another, so a duplicate is always the last.</summary>
    public void Add(string other)
    {
        if (other != (_others is null ? file : _others[^1]))
            (_others ??= []).Add(other);
    }
}

/// <summary>The types and namespaces that the C# files of a repository declare.</summary>
internal sealed class CSharpTypes
{
    private readonly Dictionary<(string Container, string Name), CSharpType> _types = [];
    private readonly HashSet<string> _namespaces = [];

    /// <summary>Adds all declarations of a file.</summary>
    public void Add(string file, FileFacts facts)
    {
        var names = Names(facts);
        for (var i = 0; i < names.Length; i++)
            if (facts.Scopes[i].Kind == ScopeKind.Namespace)
                for (var name = names[i]; name.Length > 0 && _namespaces.Add(name); name = Outer(name)) { }
        foreach (var declaration in facts.Declarations)
        {
            var name = WithArity(declaration.Name, declaration.Arity);
            ref var type = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _types,
                (names[declaration.Scope], name),
                out var known
            );
            if (known)
                type!.Add(file);
            else
                type = new(names[declaration.Scope], name, file);
        }
    }

    public bool IsNamespace(string name) => _namespaces.Contains(name);

    public bool IsType(string fullName) =>
        fullName.LastIndexOf('.') switch
        {
            < 0 => Find("", fullName),
            0 => null,
            var dot => Find(fullName[..dot], fullName[(dot + 1)..]),
        }
            is not null;

    /// <summary>
    /// What a directive inside of a namespace names: from there outward, the first that the repository declares; else
    /// the name as it is.
    /// </summary>
    public string Absolute(string name, string space)
    {
        for (; space.Length > 0; space = Outer(space))
            if ($"{space}.{name}" is var inner && (IsNamespace(inner) || IsType(inner)))
                return inner;
        return name;
    }

    /// <summary>The type of that name in a namespace or type; the global namespace is the empty one.</summary>
    public CSharpType? Find(string container, string name) => _types.GetValueOrDefault((container, name));

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
