using System.Text;

namespace YudaiV3.Chat.Answering;

/// <summary>The text that the offline DAifu answers with.</summary>
internal static partial class OfflineAnswer
{
    private const int MaxQuoteLength = 400,
        MaxNames = 10;

    public static string To(string asked, Question? question)
    {
        var text = new StringBuilder(
            "I am offline: no model endpoint is configured, so I cannot think about this, only say what I have.\n\nYou asked:\n\n"
        );
        text.Append("> ").Append(Quote(question?.Asked.Content ?? asked)).Append("\n\n");
        if (question is not null)
            Known(text, question);
        if (question?.Files is { } files)
            Files(text, files);
        text.Append(NextStep(question));
        return text.Append(
                "To have me think about it, set `OPENROUTER_API_KEY`, or `LLM_BASE_URL` with its `LLM_MODEL`, and start the server again. Your message is kept."
            )
            .ToString();
    }

    private static void Known(StringBuilder text, Question question)
    {
        var session = question.Session;
        text.Append("What this session knows:\n\n");
        text.Append(
            session is { RepoOwner: { } owner, RepoName: { } name }
                ? $"- Repository {Code($"{owner}/{name}")}, branch {Code(session.RepoBranch ?? "main")}{Read(question.Files)}\n"
                : "- No repository is chosen\n"
        );
        if (question.News is { } news)
            OnGitHub(text, news);
        Names(text, "Cards", question.Cards.Select(card => card.Title));
        Names(
            text,
            "Files referred to",
            question.Asked.ReferencedFiles.IsDefault ? [] : question.Asked.ReferencedFiles
        );
        text.Append('\n');
    }

    private static void Names(StringBuilder text, string what, IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count == 0)
            return;
        text.Append("- ").Append(what).Append(": ").AppendJoin(", ", all.Take(MaxNames).Select(Code));
        text.Append(all.Count > MaxNames ? $" and {all.Count - MaxNames} more\n" : "\n");
    }

    private static string Code(string name) => $"`{OneLine(name).Replace('`', '\'')}`";

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Quote(string asked)
    {
        var line = OneLine(asked);
        if (line.Length <= MaxQuoteLength)
            return line;
        var end = char.IsHighSurrogate(line[MaxQuoteLength - 1]) ? MaxQuoteLength - 1 : MaxQuoteLength;
        return line[..end].TrimEnd() + " …";
    }
}
