using System.Text;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.Chat.Answering;

/// <summary>Formats the relevant files of an ingested repository for <see cref="OfflineAnswer"/>.</summary>
internal static class OfflineAnswerFiles
{
    private const int MaxFiles = 6,
        MaxQuotedFiles = 3,
        MaxQuotes = 2;

    public static string Summarize(RelevantFiles? files, bool areLate = false)
    {
        if (files is null)
            return areLate
                ? "; its files were not at hand in time for this answer: ask again in a moment"
                : "; it is not ingested yet (or not for you), so I cannot look into its files";
        var commit = OfflineAnswer.Code(files.CommitSha[..Math.Min(7, files.CommitSha.Length)]);
        return $"; I searched the {files.TotalFiles} files of commit {commit}"
            + (files.Branch.Length > 0 ? $" on {OfflineAnswer.Code(files.Branch)}" : "");
    }

    public static void Append(StringBuilder text, RelevantFiles files)
    {
        if (files.Files.IsEmpty)
        {
            text.Append("No file has words of your question in its path or in what it declares.");
            if (!files.MostDependedOn.IsEmpty)
                text.Append(" Most of the repository depends on ")
                    .AppendJoin(", ", files.MostDependedOn.Select(file => OfflineAnswer.Code(file.Path)))
                    .Append('.');
            text.Append("\n\n");
            return;
        }
        text.Append("Files that may matter, the likeliest first:\n\n");
        foreach (var (at, file) in files.Files.Take(MaxFiles).Index())
        {
            text.Append("- ").Append(OfflineAnswer.Code(file.Path));
            if (!file.Declares.IsEmpty)
                text.Append(" declares ").AppendJoin(", ", file.Declares.Take(3).Select(OfflineAnswer.Code));
            text.Append('\n');
            if (!file.Reasons.IsEmpty)
                text.Append("  - why: ").AppendJoin("; ", file.Reasons.Select(OfflineAnswer.OneLine)).Append('\n');
            AppendNeighbours(text, "depends on", file.DependsOn);
            AppendNeighbours(text, "is depended on by", file.DependedOnBy);
            if (at < MaxQuotedFiles)
                foreach (var excerpt in file.Excerpts.Take(MaxQuotes))
                    AppendQuote(text, excerpt);
        }
        text.Append('\n');
    }

    /// <summary>As a block of code within the list. A fence is longer than any in the lines.</summary>
    private static void AppendQuote(StringBuilder text, Excerpt excerpt)
    {
        var fence = "```";
        while (excerpt.Text.Contains(fence, StringComparison.Ordinal))
            fence += "`";
        text.Append($"  - lines {excerpt.StartLine} to {excerpt.EndLine}:\n\n    {fence}\n");
        foreach (var line in excerpt.Text.Split('\n'))
            text.Append("    ").Append(line).Append('\n');
        text.Append("    ").Append(fence).Append("\n\n");
    }

    public static string NextStep(Question? context) =>
        context?.Files switch
        {
            { Files: [{ DependedOnBy.Paths: [var user, ..] } first, ..] } =>
                $"Next step: read {OfflineAnswer.Code(first.Path)}, and check {OfflineAnswer.Code(user)}, "
                    + "which depends on it; then say what should change there and make an issue of it. ",
            { Files: [var first, ..] } => $"Next step: read {OfflineAnswer.Code(first.Path)}; "
                + "then say what should change there and make an issue of it. ",
            { } => "Next step: ask with words that stand in paths or names of the code, or refer to a file. ",
            null when context is { FilesAreLate: true } => "Next step: ask again in a moment. ",
            null when context?.Session.RepoName is { Length: > 0 } =>
                "Next step: have the repository ingested (the page does it under its files), and ask again: "
                    + "then I can quote the lines that matter. ",
            null => "Next step: choose a repository for this conversation. ",
        };

    private static void AppendNeighbours(StringBuilder text, string relation, Neighbours neighbours)
    {
        var (paths, count) = (neighbours.Paths, neighbours.Count);
        if (count == 0)
            return;
        text.Append("  - ").Append(relation).Append(' ').AppendJoin(", ", paths.Select(OfflineAnswer.Code));
        text.Append(count > paths.Length ? $" and {count - paths.Length} more\n" : "\n");
    }
}
