using System.Text.Json;
using YudaiV3.Api.Web;
using YudaiV3.CodeAnalysis;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.RepoIngest;

/// <summary>
/// Writes the files of a commit as a tree while it walks them, so that a deep or wide tree needs no recursion and no
/// copy.
/// </summary>
internal sealed class FileTreeResult(RepositoryFiles files) : IResult
{
    private const int FlushAt = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(
            httpContext.Response.BodyWriter,
            new JsonWriterOptions
            {
                Encoder = ApiJson.Options.Encoder,
                MaxDepth = int.MaxValue,
                SkipValidation = true,
            }
        );
        await Write(json, httpContext.RequestAborted);
    }

    public async Task Write(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        var sums = Sums();
        Root(json, sums.GetValueOrDefault(""));
        var open = new Stack<string>();
        foreach (var file in files.Files)
        {
            for (
                ;
                open.TryPeek(out var folder) && !file.Path.StartsWith(folder + "/", StringComparison.Ordinal);
                open.Pop()
            )
                End(json);
            for (
                var slash = file.Path.IndexOf('/', open.TryPeek(out var inner) ? inner.Length + 1 : 0);
                slash > 0;
                slash = file.Path.IndexOf('/', slash + 1)
            )
            {
                open.Push(file.Path[..slash]);
                Folder(json, file.Path[..slash], sums[file.Path[..slash]]);
            }
            File(json, file);
            if (json.BytesPending > FlushAt)
                await json.FlushAsync(cancellationToken);
        }
        for (var left = open.Count; left >= 0; left--)
            End(json);
        await json.FlushAsync(cancellationToken);
    }

    private void Root(Utf8JsonWriter json, (long Tokens, long Size) sum)
    {
        Begin(json, "root", files.Name, FileCategory.Directory, sum, expanded: true);
        json.WriteNumber("repository_id", files.RepositoryId);
        json.WriteString("commit_sha", files.CommitSha);
        json.WriteNumber("total_files", files.Files.Length);
        json.WriteBoolean("truncated", files.Truncated);
        json.WriteStartArray("skipped");
        foreach (var skipped in files.Skipped)
        {
            json.WriteStartObject();
            json.WriteString("reason", skipped.Reason);
            json.WriteNumber("count", skipped.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("children");
    }

    private static void Folder(Utf8JsonWriter json, string path, (long Tokens, long Size) sum)
    {
        Begin(json, "/" + path, path, FileCategory.Directory, sum, expanded: false);
        json.WriteStartArray("children");
    }

    private static void File(Utf8JsonWriter json, RepositoryFile file)
    {
        Begin(json, "/" + file.Path, file.Path, file.Category, (file.Tokens, file.Size), expanded: false);
        json.WriteString("language", file.Language);
        json.WriteStartArray("marks");
        foreach (var mark in file.Marks)
            json.WriteStringValue(mark);
        json.WriteEndArray();
        json.WriteNull("children");
        json.WriteEndObject();
    }

    private static void Begin(
        Utf8JsonWriter json,
        string id,
        string name,
        FileCategory category,
        (long Tokens, long Size) sum,
        bool expanded
    )
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteString("type", "INTERNAL");
        json.WriteNumber("tokens", sum.Tokens);
        json.WriteNumber("size", sum.Size);
        json.WriteString("Category", CategoryNames[(int)category]);
        json.WriteBoolean("isDirectory", category == FileCategory.Directory);
        json.WriteBoolean("expanded", expanded);
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private Dictionary<string, (long Tokens, long Size)> Sums()
    {
        var sums = new Dictionary<string, (long Tokens, long Size)>();
        foreach (var file in files.Files)
            for (var end = file.Path.LastIndexOf('/'); ; end = end > 0 ? file.Path.LastIndexOf('/', end - 1) : -1)
            {
                var folder = end > 0 ? file.Path[..end] : "";
                var sum = sums.GetValueOrDefault(folder);
                sums[folder] = (sum.Tokens + file.Tokens, sum.Size + file.Size);
                if (end <= 0)
                    break;
            }
        return sums;
    }

    private static readonly string[] CategoryNames =
    [
        .. Enum.GetValues<FileCategory>()
            .Select(category => JsonSerializer.SerializeToElement(category, ApiJson.Options).GetString()!),
    ];
}
