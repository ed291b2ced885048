using System.Text;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>Writes down the files that matter for a question, as the model is told of them.</summary>
internal static class RelevantFilesText
{
    private const int MaxTokens = 2_000;

    /// <summary>
    /// Whole files, while they fit into <paramref name="most"/> tokens; empty where not even the first one does.
    /// </summary>
    public static string Format(RelevantFiles found, int most)
    {
        var text = new StringBuilder(
            found.Files.IsEmpty
                ? $"None of the {found.TotalFiles} files of commit {Short(found)} on {found.Branch} has words of the question in its path or declared names.\n"
                : $"Of the {found.TotalFiles} files of commit {Short(found)} on {found.Branch}, these may matter for the question: what the user named first, then the likeliest. Dependencies were read from the code.\n"
        );
        if (!found.MostDependedOn.IsEmpty)
            text.Append("Most depended on in the whole repository: ")
                .AppendJoin(", ", found.MostDependedOn.Select(place => $"{place.Path} ({place.FanIn})"))
                .Append('\n');
        var left = Math.Min(most, MaxTokens) - TokenCounter.Count(text.ToString());
        if (left < 0)
            return "";
        foreach (var file in found.Files)
        {
            var entry = Entry(file);
            if ((left -= TokenCounter.Count(entry) + 1) < 0)
                break;
            text.Append(entry);
        }
        return text.ToString().TrimEnd();
    }

    private static string Entry(RelevantFile file)
    {
        var entry = new StringBuilder("- ").Append(file.Path);
        var about = string.Join(
            "; ",
            (
                (string?[])
                    [
                        file.Language,
                        $"{file.Tokens} tokens",
                        file.IsNamed ? "named by the user" : null,
                        Listed("declares ", file.Declares),
                    ]
            ).OfType<string>()
        );
        entry.Append(" (").Append(about).Append(")\n");
        Side(entry, "depends on", file.DependsOn);
        Side(entry, "depended on by", file.DependedOnBy);
        return entry.ToString();
    }

    private static string? Listed(string before, IReadOnlyCollection<string> names) =>
        names.Count == 0 ? null : before + string.Join(", ", names);

    private static void Side(StringBuilder entry, string how, Neighbours places)
    {
        if (places.Count == 0)
            return;
        entry.Append("  ").Append(how).Append(": ").AppendJoin(", ", places.Paths);
        entry.Append(places.Count > places.Paths.Length ? $" and {places.Count - places.Paths.Length} more\n" : "\n");
    }

    private static string Short(RelevantFiles found) => found.CommitSha[..Math.Min(7, found.CommitSha.Length)];
}
