using System.Globalization;
using System.Text;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.CodeAnalysis.Draw;

/// <summary>The names of cells for people. A name comes from a repository, so it may contain any character.</summary>
internal static class Labels
{
    /// <summary>The whole name. A folder ends in a slash, the rest of a folder in an ellipsis.</summary>
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

    /// <summary>The number of files or folders that it stands for, if more than one.</summary>
    public static string Count(Cell cell) =>
        cell.Files > 1
            ? cell.Files.ToString("N0", CultureInfo.InvariantCulture)
                + (
                    cell.IsRest ? " more"
                    : cell.Level == GraphLevel.File ? " files"
                    : " folders"
                )
            : "";

    /// <summary>At most <paramref name="maxLength"/> characters. Leaves out the middle of a longer text.</summary>
    public static string Short(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        var (head, tail) = ((maxLength - 1) / 2, maxLength - 1 - (maxLength - 1) / 2);
        head -= char.IsHighSurrogate(text[head - 1]) ? 1 : 0;
        tail -= char.IsLowSurrogate(text[^tail]) ? 1 : 0;
        return $"{text[..head]}…{text[^tail..]}";
    }

    /// <summary>
    /// Replaces characters that are invisible, change the text direction, or are not allowed in a document.
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
