using System.Text;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Tokens;

namespace YudaiV3.Chat.Answering;

/// <summary>Formats the relevant files of a question for the prompt.</summary>
internal static class RelevantFilesText
{
    private const int MaxTokens = 6_000;

    /// <summary>
    /// Formats files while they fit into <paramref name="maxTokens"/> tokens, and the lines that answer, of the best files
    /// first, with what is left; empty if the heading does not fit.
    /// </summary>
    public static string Format(RelevantFiles relevant, int maxTokens)
    {
        var text = new StringBuilder(
            relevant.Files.IsEmpty
                ? $"None of the {relevant.TotalFiles} files of commit {Short(relevant)} on {relevant.Branch} "
                    + "has words of the question in its path or declared names.\n"
                : $"Of the {relevant.TotalFiles} files of commit {Short(relevant)} on {relevant.Branch}, "
                    + "these may matter for the question: what the user named first, then the likeliest. "
                    + "Dependencies were read from the code.\n"
        );
        if (!relevant.MostDependedOn.IsEmpty)
            text.Append("Most depended on in the whole repository: ")
                .AppendJoin(", ", relevant.MostDependedOn.Select(file => $"{file.Path} ({file.FanIn})"))
                .Append('\n');
        var left = Math.Min(maxTokens, MaxTokens) - TokenCounter.Count(text.ToString());
        if (left < 0)
            return "";
        var entries = new List<string>();
        foreach (var file in relevant.Files)
        {
            var entry = Entry(file);
            if (left < TokenCounter.Count(entry) + 1)
                break;
            left -= TokenCounter.Count(entry) + 1;
            entries.Add(entry);
        }
        foreach (var (file, entry) in relevant.Files.Zip(entries))
        {
            text.Append(entry);
            foreach (var excerpt in file.Excerpts)
            {
                var lines = Lines(excerpt);
                if (left < TokenCounter.Count(lines) + 1)
                    continue;
                left -= TokenCounter.Count(lines) + 1;
                text.Append(lines);
            }
        }
        return text.ToString().TrimEnd();
    }

    private static string Lines(Excerpt excerpt) =>
        $"  lines {excerpt.StartLine} to {excerpt.EndLine}:\n"
        + string.Concat(excerpt.Text.Split('\n').Select(line => $"    {line}\n"));

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
                        List("declares ", file.Declares),
                    ]
            ).OfType<string>()
        );
        entry.Append(" (").Append(about).Append(")\n");
        if (!file.Reasons.IsEmpty)
            entry.Append("  why: ").AppendJoin("; ", file.Reasons).Append('\n');
        AppendNeighbours(entry, "depends on", file.DependsOn);
        AppendNeighbours(entry, "depended on by", file.DependedOnBy);
        return entry.ToString();
    }

    private static string? List(string prefix, IReadOnlyCollection<string> names) =>
        names.Count == 0 ? null : prefix + string.Join(", ", names);

    private static void AppendNeighbours(StringBuilder entry, string relation, Neighbours neighbours)
    {
        if (neighbours.Count == 0)
            return;
        entry.Append("  ").Append(relation).Append(": ").AppendJoin(", ", neighbours.Paths);
        entry.Append(
            neighbours.Count > neighbours.Paths.Length
                ? $" and {neighbours.Count - neighbours.Paths.Length} more\n"
                : "\n"
        );
    }

    private static string Short(RelevantFiles relevant) => relevant.CommitSha[..Math.Min(7, relevant.CommitSha.Length)];
}
