using System.Text.RegularExpressions;

namespace YudaiV3.CodeAnalysis.Digest;

/// <summary>
/// Cuts very long words, such as a picture in a style sheet. They are data that a prompt does not need, and tokenizers
/// take quadratic time for them.
/// </summary>
internal static partial class LongWords
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 200;

    public static string Cut(string text) =>
        Runs.Replace(text, run => run.Value[..(char.IsHighSurrogate(run.Value[31]) ? 31 : 32)] + " […] ");

    // In o200k_base, runs of letters and marks, of signs or of spaces are one word.
    [GeneratedRegex(@"[\p{L}\p{M}\uD800-\uDFFF]{200,}|[^\s\p{L}\p{N}]{200,}|\s{200,}", RegexOptions.CultureInvariant)]
    private static partial Regex Runs { get; }
}
