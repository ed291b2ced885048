using System.Text;
using YudaiV3.GitHub;

namespace YudaiV3.Chat.Answering;

/// <summary>Formats the state of a repository on GitHub for the prompt.</summary>
internal static class RepositoryOverviewText
{
    private const int MaxCommits = 10,
        MaxIssues = 15,
        MaxPulls = 10,
        MaxLineLength = 160;

    public static string Format(RepositoryOverview overview)
    {
        var (details, text) = (overview.Details, new StringBuilder());
        text.Append(
            $"On GitHub now: {details.FullName}{(details.Private ? " (private)" : "")}"
                + (string.IsNullOrWhiteSpace(details.Description) ? "\n" : $": {Line(details.Description)}\n")
        );
        text.AppendJoin(" · ", Summarize(details)).Append('\n');
        List(
            "Newest commits:",
            overview
                .Commits.Take(MaxCommits)
                .Select(commit =>
                    $"{commit.Sha[..Math.Min(7, commit.Sha.Length)]} {Day(commit.Author.Date)} "
                    + $"{FirstLine(commit.Message)} ({commit.Author.Name})"
                )
        );
        List(
            "Newest open issues:",
            overview.Issues.Take(MaxIssues).Select(issue => $"#{issue.Number} {issue.Title}{Labels(issue)}")
        );
        List(
            "Newest open pull requests:",
            overview
                .Pulls.Take(MaxPulls)
                .Select(pull => $"#{pull.Number} {pull.Title} ({pull.Head.Ref} into {pull.Base.Ref})")
        );
        return text.ToString().TrimEnd();

        void List(string heading, IEnumerable<string> entries)
        {
            var lines = entries.Select(entry => $"- {Line(entry)}\n").ToArray();
            if (lines.Length > 0)
                text.Append(heading).Append('\n').AppendJoin("", lines);
        }
    }

    private static IEnumerable<string> Summarize(GitHubRepository details)
    {
        if (details.Language is { Length: > 0 } language)
            yield return Line(language);
        yield return $"default branch {Line(details.DefaultBranch)}";
        yield return FormattableString.Invariant($"{details.OpenIssuesCount} open issues and pull requests");
        yield return FormattableString.Invariant($"{details.StargazersCount} stars");
        if (details.License?.Name is { Length: > 0 } license)
            yield return Line(license);
        if (!details.Topics.IsEmpty)
            yield return Line($"topics {string.Join(", ", details.Topics)}");
    }

    private static string Labels(GitHubIssue issue) =>
        issue.Labels.IsEmpty ? "" : $" [{string.Join(", ", issue.Labels.Select(label => label.Name))}]";

    private static string Day(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string FirstLine(string text) => text.AsSpan().TrimStart().ToString().Split('\n', 2)[0];

    private static string Line(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxLineLength
            ? line
            : line[..(char.IsHighSurrogate(line[MaxLineLength - 1]) ? MaxLineLength - 1 : MaxLineLength)] + "…";
    }
}
