using System.Text;
using YudaiV3.GitHub;

namespace YudaiV3.Chat.Answering;

// What the offline DAifu says of the repository as it stands on GitHub.
internal static partial class OfflineAnswer
{
    private const int MostIssuesNamed = 5, LongestTitle = 100;

    private static void OnGitHub(StringBuilder text, RepositoryNews news)
    {
        text.Append($"- On GitHub: {(news.Details.Private ? "private" : "public")}, {news.Details.OpenIssuesCount} open issues and pull requests");
        text.Append(news.Commits is [var newest, ..] ? $", newest commit {Title(newest.Message.TrimStart().Split('\n', 2)[0])}\n" : "\n");
        foreach (var issue in news.Issues.Take(MostIssuesNamed))
            text.Append($"  - #{issue.Number} {Title(issue.Title)}\n");
    }

    private static string Title(string title) => Code(title.Length <= LongestTitle ? title : title[..(char.IsHighSurrogate(title[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)] + "…");
}
