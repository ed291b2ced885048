using System.Text.RegularExpressions;

namespace YudaiV3.CodeAnalysis.Digest;

/// <summary>
/// Cuts what is no word but data, such as a picture in a style sheet: a prompt has no use for it, and tokenizers take
/// quadratic time for it.
/// </summary>
internal static partial class LongWords
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 200;

    public static string Cut(string text) =>
        Runs.Replace(text, run => run.Value[..(char.IsHighSurrogate(run.Value[31]) ? 31 : 32)] + " […] ");

    // Letters and marks, signs, and spaces run together in o200k_base; more than 200 of one kind is no word.
    [GeneratedRegex(@"[\p{L}\p{M}\uD800-\uDFFF]{200,}|[^\s\p{L}\p{N}]{200,}|\s{200,}", RegexOptions.CultureInvariant)]
    private static partial Regex Runs { get; }
}
