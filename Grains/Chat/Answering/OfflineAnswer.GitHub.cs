using System.Text;
using YudaiV3.GitHub;

namespace YudaiV3.Chat.Answering;

// What the offline DAifu says of the repository as it stands on GitHub.
internal static partial class OfflineAnswer
{
    private const int MaxIssues = 5,
        MaxTitleLength = 100;

    private static void OnGitHub(StringBuilder text, RepositoryOverview news)
    {
        text.Append(
            $"- On GitHub: {(news.Details.Private ? "private" : "public")}, {news.Details.OpenIssuesCount} open issues and pull requests"
        );
        text.Append(
            news.Commits is [var newest, ..]
                ? $", newest commit {Title(newest.Message.TrimStart().Split('\n', 2)[0])}\n"
                : "\n"
        );
        foreach (var issue in news.Issues.Take(MaxIssues))
            text.Append($"  - #{issue.Number} {Title(issue.Title)}\n");
    }

    private static string Title(string title) =>
        Code(
            title.Length <= MaxTitleLength
                ? title
                : title[..(char.IsHighSurrogate(title[MaxTitleLength - 1]) ? MaxTitleLength - 1 : MaxTitleLength)] + "…"
        );
}
