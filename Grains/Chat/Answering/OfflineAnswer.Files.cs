using System.Text;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.Chat.Answering;

// What an ingested repository says to the question.
internal static partial class OfflineAnswer
{
    private const int MaxFiles = 6;

    private static string Read(RelevantFiles? files) =>
        files is null
            ? "; it is not ingested yet (or not for you), so I cannot look into its files"
            : $"; I searched the {files.TotalFiles} files of commit {Code(files.CommitSha[..Math.Min(7, files.CommitSha.Length)])}{(files.Branch.Length > 0 ? $" on {Code(files.Branch)}" : "")}";

    private static void Files(StringBuilder text, RelevantFiles files)
    {
        if (files.Files.IsEmpty)
        {
            text.Append("No file has words of your question in its path or in what it declares.");
            if (!files.MostDependedOn.IsEmpty)
                text.Append(" Most of the repository depends on ")
                    .AppendJoin(", ", files.MostDependedOn.Select(place => Code(place.Path)))
                    .Append('.');
            text.Append("\n\n");
            return;
        }
        text.Append("Files that may matter, the likeliest first:\n\n");
        foreach (var file in files.Files.Take(MaxFiles))
        {
            text.Append("- ").Append(Code(file.Path));
            if (!file.Declares.IsEmpty)
                text.Append(" declares ").AppendJoin(", ", file.Declares.Take(3).Select(Code));
            text.Append('\n');
            Side(text, "depends on", file.DependsOn);
            Side(text, "is depended on by", file.DependedOnBy);
        }
        text.Append('\n');
    }

    private static void Side(StringBuilder text, string how, Neighbours places)
    {
        if (places.Count == 0)
            return;
        text.Append("  - ").Append(how).Append(' ').AppendJoin(", ", places.Paths.Select(Code));
        text.Append(places.Count > places.Paths.Length ? $" and {places.Count - places.Paths.Length} more\n" : "\n");
    }

    private static string NextStep(Question? question) =>
        question?.Files switch
        {
            { Files: [var first, ..] } =>
                $"Next step: read {Code(first.Path)}{(first.DependedOnBy.Paths is [var user, ..] ? $", and check {Code(user)}, which depends on it" : "")}; then say what should change there and make an issue of it. ",
            { } => "Next step: ask with words that stand in paths or names of the code, or refer to a file. ",
            null when question?.Session.RepoName is { Length: > 0 } =>
                "Next step: have the repository ingested (`POST /filedeps/extract`), and ask again: then I can name the files that matter. ",
            null => "Next step: choose a repository for this conversation. ",
        };
}
