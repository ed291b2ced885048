using System.Collections.Immutable;
using Orleans.Concurrency;
using YudaiV3.CodeAnalysis.Scan;
using YudaiV3.CodeAnalysis.Search;
using YudaiV3.RepoIngest.Execution;
using YudaiV3.RepoIngest.Packs;
using YudaiV3.RepoIngest.Queries;

namespace YudaiV3.RepoIngest.Content;

/// <summary>
/// Reads and searches the texts of a repository. Reentrant, because it waits for storage and searchers.
/// </summary>
[GrainType("repositorycontent")]
[Reentrant, CollectionAgeLimit(Minutes = 5)]
internal sealed class RepositoryContentGrain(
    ISnapshotStore snapshots,
    PackStore packs,
    PackCache cache,
    TimeProvider time
) : Grain, IRepositoryContent
{
    private const int MaxSearchers = 8;

    /// <summary>UTF-16 characters of one result.</summary>
    private const int MaxCharacters = 1_000_000;
    private static readonly TimeSpan MaxSearchTime = TimeSpan.FromSeconds(5);

    private CommitTexts _texts = null!;

    private long RepositoryId => RepositoryContentKey.RepositoryId(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _texts = new CommitTexts(RepositoryId, snapshots, packs, GrainFactory, time);
        return Task.CompletedTask;
    }

    public async Task<FileContent> Content(long userId, ContentQuery query)
    {
        var (ingest, index) = await _texts.Open(userId);
        foreach (var reference in index.Find(query.Path))
        {
            var pack = await cache.Open(reference) ?? throw _texts.Forget();
            if (pack.Find(query.Path) is >= 0 and var place)
                return Describe(ingest.Order, query, pack.Text(place));
        }
        throw new NotFoundException("There is no such file in this commit.");
    }

    public async Task<CodeSearchResult> Search(long userId, CodeSearchQuery query)
    {
        _ = CodeSearch.Parse(query);
        var (_, index) = await _texts.Open(userId);
        var searches = index
            .Within(query.Path)
            .Select((pack, number) => (Pack: pack, Number: number))
            .GroupBy(pack => pack.Number % MaxSearchers, pack => pack.Pack)
            .Select(share => Search(share.Key, query, [.. share]));
        var results = await Task.WhenAll(searches);
        if (results.Any(result => result.IsOutdated))
            throw _texts.Forget();
        if (query.IsExpression && results.Any(result => !result.IsComplete))
            throw CodeSearch.TooExpensive();
        return Merge(query, results);
    }

    private Task<PackSearchResult> Search(int searcher, CodeSearchQuery query, ImmutableArray<PackReference> share) =>
        GrainFactory
            .GetGrain<IPackSearcher>(FormattableString.Invariant($"searcher/{RepositoryId}/{searcher}"))
            .Search(
                new()
                {
                    Query = query,
                    Packs = share,
                    MaxTime = MaxSearchTime,
                }
            );

    private static CodeSearchResult Merge(CodeSearchQuery query, PackSearchResult[] results)
    {
        var characters = 0;
        ImmutableArray<CodeMatch> matches =
        [
            .. results
                .SelectMany(result => result.Matches)
                .OrderBy(match => match.Path, StringComparer.Ordinal)
                .ThenBy(match => match.Line)
                .Take(query.Limit)
                .TakeWhile(match => (characters += Characters(match)) <= MaxCharacters),
        ];
        var total = results.Sum(result => result.Total);
        return new()
        {
            Matches = matches,
            Total = total,
            Truncated = matches.Length < total || results.Any(result => !result.IsComplete),
        };
    }

    private static int Characters(CodeMatch match) =>
        match.Path.Length + match.Text.Length + match.Before.Concat(match.After).Sum(line => line.Length);

    private static FileContent Describe(IngestOrder order, ContentQuery query, ReadOnlyMemory<byte>? text)
    {
        var content = new FileContent
        {
            Path = query.Path,
            CommitSha = order.CommitSha,
            Language = LanguageNames.From(SourceLanguages.FromPath(query.Path)),
        };
        if (text is null)
            return content;
        var lines = TextLines.Take(text.Value.Span, query.StartLine, query.EndLine);
        if (lines.Start > Math.Max(1, lines.TotalLines))
            throw new InvalidException("start_line", $"This file has {lines.TotalLines} lines.");
        return content with
        {
            TotalLines = lines.TotalLines,
            StartLine = lines.Start,
            EndLine = lines.End,
            Text = lines.Text,
            HtmlUrl = order.Location.Folder is null ? WebAddress(order, query.Path, lines) : null,
        };
    }

    private static string WebAddress(IngestOrder order, string path, TextLines lines)
    {
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return FormattableString.Invariant(
            $"{order.RepoUrl}/blob/{order.CommitSha}/{escaped}#L{lines.Start}-L{lines.End}"
        );
    }
}
