using System.Text;
using YudaiV3.GitHub;

namespace YudaiV3.Chat.Answering;

/// <summary>Formats the answer of <see cref="OfflineChatClient"/>.</summary>
internal static class OfflineAnswer
{
    private const int MaxQuoteLength = 400,
        MaxNames = 10,
        MaxIssues = 5,
        MaxTitleLength = 100;

    /// <param name="question">The question as a client without a session sent it.</param>
    /// <param name="context">The question with the material of its session.</param>
    public static string Create(string question, Question? context)
    {
        var text = new StringBuilder(
            "I am offline: no model endpoint is configured, so I cannot think about this, but I can look into the code.\n\n"
                + "You asked:\n\n"
        );
        text.Append("> ").Append(Quote(context?.Message.Content ?? question)).Append("\n\n");
        if (context is not null)
            AppendSession(text, context);
        if (context?.Files is { } files)
            OfflineAnswerFiles.Append(text, files);
        text.Append(OfflineAnswerFiles.NextStep(context));
        return text.Append(
                "To have me think about it, set `OPENROUTER_API_KEY`, or `LLM_BASE_URL` with its `LLM_MODEL`, "
                    + "and start the server again. Your message is kept."
            )
            .ToString();
    }

    /// <summary>Formats a name as inline code on one line.</summary>
    public static string Code(string name) => $"`{OneLine(name).Replace('`', '\'')}`";

    private static void AppendSession(StringBuilder text, Question context)
    {
        var session = context.Session;
        text.Append("What this session knows:\n\n");
        text.Append(
            session is { RepoOwner: { } owner, RepoName: { } name }
                ? $"- Repository {Code($"{owner}/{name}")}, branch {Code(session.RepoBranch ?? "main")}"
                    + $"{OfflineAnswerFiles.Summarize(context.Files, context.FilesAreLate)}\n"
                : "- No repository is chosen\n"
        );
        if (context.Overview is { } overview)
            AppendOverview(text, overview);
        AppendNames(text, "Cards", context.Cards.Select(card => card.Title));
        AppendNames(
            text,
            "Files referred to",
            context.Message.ReferencedFiles.IsDefault ? [] : context.Message.ReferencedFiles
        );
        text.Append('\n');
    }

    private static void AppendOverview(StringBuilder text, RepositoryOverview overview)
    {
        text.Append(
            $"- On GitHub: {(overview.Details.Private ? "private" : "public")}, "
                + $"{overview.Details.OpenIssuesCount} open issues and pull requests"
        );
        text.Append(
            overview.Commits is [var newest, ..]
                ? $", newest commit {Title(newest.Message.TrimStart().Split('\n', 2)[0])}\n"
                : "\n"
        );
        foreach (var issue in overview.Issues.Take(MaxIssues))
            text.Append($"  - #{issue.Number} {Title(issue.Title)}\n");
    }

    private static void AppendNames(StringBuilder text, string heading, IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count == 0)
            return;
        text.Append("- ").Append(heading).Append(": ").AppendJoin(", ", all.Take(MaxNames).Select(Code));
        text.Append(all.Count > MaxNames ? $" and {all.Count - MaxNames} more\n" : "\n");
    }

    private static string Title(string title) =>
        Code(title.Length <= MaxTitleLength ? title : Cut(title, MaxTitleLength) + "…");

    private static string Quote(string question)
    {
        var line = OneLine(question);
        return line.Length <= MaxQuoteLength ? line : Cut(line, MaxQuoteLength).TrimEnd() + " …";
    }

    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int maxLength) =>
        text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
}
