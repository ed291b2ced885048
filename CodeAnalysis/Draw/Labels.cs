using System.Globalization;
using System.Text;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>Names of cells as people read them. A name comes from a repository, so it may hold anything.</summary>
internal static class Labels
{
    /// <summary>The whole name: a folder with a slash at its end, a rest with an ellipsis.</summary>
    public static string Describe(Cell cell) =>
        cell.Kind == NodeKind.File ? cell.Path
        : cell.Path == "."
            ? cell.IsRest ? "./…"
                : "./"
        : cell.Path + (cell.IsRest ? "/…" : "/");

    /// <summary>The whole name without invisible characters.</summary>
    public static string VisibleName(Cell cell) => Visible(Describe(cell));

    /// <summary>The last part of the name.</summary>
    public static string Name(Cell cell) =>
        cell.Kind == NodeKind.File ? RepoPath.Name(cell.Path)
        : cell.Path == "." ? Describe(cell)
        : RepoPath.Name(cell.Path) + (cell.IsRest ? "/…" : "/");

    /// <summary>How many files or folders it stands for, where that is more than one.</summary>
    public static string Count(Cell cell) =>
        cell.Files > 1
            ? cell.Files.ToString("N0", CultureInfo.InvariantCulture)
                + (
                    cell.IsRest ? " more"
                    : cell.Level == GraphLevel.File ? " files"
                    : " folders"
                )
            : "";

    /// <summary>At most so many characters: of a longer one its middle is left out.</summary>
    public static string Short(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var (head, tail) = ((most - 1) / 2, most - 1 - (most - 1) / 2);
        head -= char.IsHighSurrogate(text[head - 1]) ? 1 : 0;
        tail -= char.IsLowSurrogate(text[^tail]) ? 1 : 0;
        return $"{text[..head]}…{text[^tail..]}";
    }

    /// <summary>
    /// Without what is invisible, turns the direction of the text around, or cannot stand in a document.
    /// </summary>
    public static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            visible.Append(
                Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                        or UnicodeCategory.OtherNotAssigned
                        or UnicodeCategory.Surrogate
                    ? Rune.ReplacementChar
                    : rune
            );
        return visible.ToString();
    }
}
