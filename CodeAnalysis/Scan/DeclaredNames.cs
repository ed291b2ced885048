using System.Buffers;
using System.Text;

namespace YudaiV3.CodeAnalysis.Scan;

/// <summary>
/// Finds names that a text declares, in any language, by the words before them. The names help to find a file and never
/// create an edge, so names in comments do no harm. Linear in the length of the text.
/// </summary>
public static class DeclaredNames
{
    /// <summary>Names of a file, and characters of all of them.</summary>
    public const int MaxNames = 32,
        MaxLength = 400;

    private const int MaxNameLength = 60,
        MaxDeclarationLength = 300;

    private static readonly string[] Before =
    [
        "class ",
        "def ",
        "func ",
        "function ",
        "fun ",
        "fn ",
        "interface ",
        "struct ",
        "enum ",
        "trait ",
        "record ",
        "module ",
        "type ",
        "object ",
        "define ",
        "namespace ",
    ];
    private static readonly string[] Modifiers = ["public ", "protected ", "internal ", "export const "];
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [.. Before, .. Modifiers],
        StringComparison.Ordinal
    );
    private static readonly SearchValues<char> End = SearchValues.Create("({=;\n");

    /// <summary>With a space between them, each once, in their order.</summary>
    public static string Find(ReadOnlySpan<char> text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var names = new StringBuilder();
        var at = 0;
        while (found.Count < MaxNames && text[at..].IndexOfAny(Words) is >= 0 and var next)
        {
            var word = at + next;
            var start = word + text[word..].IndexOf(' ') + 1;
            at = start;
            if (word > 0 && IsName(text[word - 1]))
                continue;
            var name = IsModifier(text[word..]) ? Declared(text[word..]) : Name(text[start..]);
            if (
                name.Length is < 2 or > MaxNameLength
                || char.IsAsciiDigit(name[0])
                || names.Length + name.Length >= MaxLength
                || !found.Add(name.ToString())
            )
                continue;
            names.Append(names.Length > 0 ? " " : "").Append(name);
        }
        return names.ToString();
    }

    private static bool IsModifier(ReadOnlySpan<char> text)
    {
        foreach (var modifier in Modifiers)
            if (text.StartsWith(modifier, StringComparison.Ordinal))
                return true;
        return false;
    }

    // "func (r *Router) Handle", "def self.find", "enum class Colour": the name is further on.
    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, MaxDeclarationLength)].TrimStart(" *&");
        if (text.StartsWith('(') && text.IndexOf(')') is > 0 and var close)
            text = text[(close + 1)..].TrimStart(' ');
        if (text.StartsWith("self.", StringComparison.Ordinal))
            text = text[5..];
        var name = Leading(text);
        return
            name is "class" or "struct" or "record" or "object" or "type"
            && text.Length > name.Length
            && text[name.Length] == ' '
            ? Leading(text[name.Length..].TrimStart(' '))
            : name;
    }

    // The last name before what a member is made of: "public static List<Item> Find(", "export const useRoute =".
    private static ReadOnlySpan<char> Declared(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, MaxDeclarationLength)];
        var end = text.IndexOfAny(End);
        if (end < 0 || text[end] == '\n')
            return [];
        text = text[..end].TrimEnd();
        if (text.EndsWith('>') && text.LastIndexOf('<') is > 0 and var open)
            text = text[..open];
        var start = text.Length;
        while (start > 0 && IsName(text[start - 1]))
            start--;
        return text[start..];
    }

    private static ReadOnlySpan<char> Leading(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && IsName(text[length]))
            length++;
        return text[..length];
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
