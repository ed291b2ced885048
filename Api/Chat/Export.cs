using System.Text;
using System.Text.Json;
using YudaiV3.Api.Web;
using YudaiV3.Chat;

namespace YudaiV3.Api.Chat;

/// <summary>
/// A conversation as a download. It is read and written page by page, so memory does not grow with its length.
/// </summary>
internal abstract class Export(IChatSession session, SessionSnapshot snapshot) : IResult
{
    private const int PageSize = 250;

    protected SessionSnapshot Snapshot => snapshot;
    protected abstract string ContentType { get; }
    protected abstract string Extension { get; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}.{Extension}\"";
        await Write(response, httpContext.RequestAborted);
    }

    protected abstract Task Write(HttpResponse response, CancellationToken cancellationToken);

    /// <summary>All messages as of the start of the export.</summary>
    protected async IAsyncEnumerable<Message> Messages()
    {
        var after = "";
        while (true)
        {
            var page = (
                await session.Messages(
                    new MessagePage
                    {
                        Limit = PageSize,
                        AtSeq = snapshot.Seq,
                        After = after,
                    }
                )
            ) ?? [];
            foreach (var message in page)
                yield return message;
            if (page.Length < PageSize)
                break;
            after = page[^1].MessageId;
        }
    }

    private string FileName
    {
        get
        {
            var name = string.Concat(
                snapshot.Session.SessionId.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(80)
            );
            return name.Length == 0 ? "conversation" : name;
        }
    }
}

/// <summary>Writes JSON: <c>{session, messages, context_cards, exported_at}</c>.</summary>
internal sealed class JsonExport(IChatSession session, SessionSnapshot snapshot, DateTimeOffset now)
    : Export(session, snapshot)
{
    protected override string ContentType => "application/json; charset=utf-8";
    protected override string Extension => "json";

    protected override async Task Write(HttpResponse response, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(
            response.BodyWriter,
            new JsonWriterOptions { Encoder = ApiJson.Options.Encoder }
        );
        json.WriteStartObject();
        Property(json, "session", Snapshot.Session);
        json.WriteStartArray("messages");
        await foreach (var message in Messages())
        {
            JsonSerializer.Serialize(json, message, ApiJson.TypeInfo<Message>());
            if (json.BytesPending > 1 << 15)
            {
                await json.FlushAsync(cancellationToken);
                await response.BodyWriter.FlushAsync(cancellationToken);
            }
        }
        json.WriteEndArray();
        Property(json, "context_cards", Snapshot.ContextCards);
        Property(json, "exported_at", now);
        json.WriteEndObject();
    }

    private static void Property<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, ApiJson.TypeInfo<T>());
    }
}

/// <summary>Writes Markdown for people.</summary>
internal sealed class MarkdownExport(IChatSession session, SessionSnapshot snapshot) : Export(session, snapshot)
{
    protected override string ContentType => "text/markdown; charset=utf-8";
    protected override string Extension => "md";

    protected override async Task Write(HttpResponse response, CancellationToken cancellationToken)
    {
        var info = Snapshot.Session;
        await Line(response, $"# {(info.Title ?? info.SessionId).ReplaceLineEndings(" ")}\n", cancellationToken);
        if (info.RepoOwner is not null)
            await Line(response, $"{info.RepoOwner}/{info.RepoName}, branch {info.RepoBranch}\n", cancellationToken);
        await foreach (var message in Messages())
        {
            var speaker = message.Role switch
            {
                Speaker.User => "User",
                Speaker.Assistant => "DAifu",
                _ => "System",
            };
            await Line(
                response,
                $"## {speaker}, {message.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC\n\n"
                    + $"{(message.IsCode ? Fenced(message.Content) : message.Content)}\n",
                cancellationToken
            );
        }
        foreach (var card in Snapshot.ContextCards)
            await Line(
                response,
                $"## Context card: {card.Title.ReplaceLineEndings(" ")}\n\n{Fenced(card.Content)}\n",
                cancellationToken
            );
    }

    private static Task Line(HttpResponse response, string text, CancellationToken cancellationToken) =>
        response.WriteAsync(text + "\n", Encoding.UTF8, cancellationToken);

    /// <summary>A code block whose fence is longer than any fence in the text.</summary>
    private static string Fenced(string text)
    {
        var (longest, run) = (2, 0);
        foreach (var c in text)
            longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        var fence = new string('`', longest + 1);
        return $"{fence}\n{text}\n{fence}";
    }
}
