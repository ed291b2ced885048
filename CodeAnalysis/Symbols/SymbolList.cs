using System.Collections.Immutable;

namespace YudaiV3.CodeAnalysis.Symbols;

/// <summary>Collects the symbols of a file.</summary>
internal sealed class SymbolList
{
    /// <summary>Of a file. Generated code declares more.</summary>
    public const int MaxSymbols = 5_000;

    private const int MaxName = 200,
        MaxContainer = 500;

    private readonly ImmutableArray<Symbol>.Builder _symbols = ImmutableArray.CreateBuilder<Symbol>();

    public bool IsFull => _symbols.Count >= MaxSymbols;

    /// <summary>In the order of their lines.</summary>
    public ImmutableArray<Symbol> ToImmutable() => [.. _symbols.OrderBy(symbol => symbol.Line)];

    public void Add(SymbolKind kind, ReadOnlySpan<char> name, int line, int endLine, string? container)
    {
        name = name.TrimStart('@');
        if (!IsFull && name.Length is > 0 and <= MaxName)
            _symbols.Add(new(name.ToString(), kind, line, Math.Max(line, endLine), container));
    }

    /// <summary>The container of what stands inside of <paramref name="name"/>.</summary>
    public static string Inside(string? container, ReadOnlySpan<char> name) =>
        container is null ? name.ToString()
        : container.Length + name.Length > MaxContainer ? container
        : $"{container}.{name}";
}
