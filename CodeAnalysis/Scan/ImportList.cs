using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Collects the imports of a file up to <see cref="FactLimits"/>. One clause can stand for many imports that are each
/// longer than the clause.
/// </summary>
internal sealed class ImportList
{
    private readonly ImmutableArray<ImportFact>.Builder _imports = ImmutableArray.CreateBuilder<ImportFact>();
    private long _length;

    /// <summary>Whether there are more imports than these.</summary>
    public bool IsCut { get; private set; }

    public void Add(ImportFact import)
    {
        // What is longer than a path leads to no file; its beginning tells what it is.
        if (import.Specifier.Length > FactLimits.MaxNameLength)
            import = import with { Specifier = import.Specifier[..FactLimits.MaxNameLength] };
        _length += import.Specifier.Length + (import.Alias?.Length ?? 0);
        if (_length > FactLimits.MaxLength || _imports.Count == FactLimits.MaxFacts)
            IsCut = true;
        else
            _imports.Add(import);
    }

    public void AddAll(ImportList other)
    {
        foreach (var import in other._imports)
            Add(import);
        IsCut |= other.IsCut;
    }

    public ImmutableArray<ImportFact> ToImmutable() => _imports.ToImmutable();

    public FileFacts ToFacts() => new() { Imports = ToImmutable(), IsCut = IsCut };
}
