using System.Text;
using YudaiV3.RepoIngest.Sources;

namespace YudaiV3.RepoIngest.Queries;

/// <summary>Reads the texts of selected files from the stream of a commit.</summary>
internal static class FileContents
{
    public static async Task<Dictionary<string, string>> Read(
        IAsyncEnumerable<SourceEntry> entries,
        HashSet<string> wanted,
        CancellationToken cancellationToken
    )
    {
        var texts = new Dictionary<string, string>();
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            if (entry.Open is null || !wanted.Contains(entry.Path))
                continue;
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            texts[entry.Path] = await reader.ReadToEndAsync(cancellationToken);
            if (texts.Count == wanted.Count)
                break;
        }
        return texts;
    }
}
