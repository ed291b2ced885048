using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Orleans.Concurrency;
using Orleans.Placement;
using YudaiV3.CodeAnalysis.Search;
using YudaiV3.RepoIngest.Packs;
using YudaiV3.Storage;

namespace YudaiV3.RepoIngest.Content;

/// <summary>Searches packs beside its own scheduler. Stateless and reentrant.</summary>
[RandomPlacement]
[GrainType("packsearcher")]
[Reentrant, CollectionAgeLimit(Minutes = 5)]
internal sealed class PackSearcherGrain(PackCache packs, TimeProvider time) : Grain, IPackSearcher
{
    private static readonly int Concurrency = Math.Max(2, Environment.ProcessorCount / 2);

    public async Task<PackSearchResult> Search(PackSearch search)
    {
        using var end = new CancellationTokenSource(search.MaxTime, time);
        return await Task.Run(() => Run(search, end.Token));
    }

    private async Task<PackSearchResult> Run(PackSearch search, CancellationToken end)
    {
        var query = search.Query;
        var text = CodeSearch.Parse(query);
        var isWanted = CodeSearch.PathFilter(query.Path);
        var results = await GrainRecords.Each(
            search.Packs,
            pack => SearchPack(pack, text, isWanted, query.Limit, end),
            Concurrency
        );
        return new()
        {
            Matches = [.. results.SelectMany(result => result.Matches).Take(query.Limit)],
            Total = results.Sum(result => result.Total),
            IsComplete = results.All(result => result.IsComplete),
            IsOutdated = results.Any(result => result.IsOutdated),
            Opened = results.Sum(result => result.Opened),
        };
    }

    private async Task<PackSearchResult> SearchPack(
        PackReference reference,
        TextSearch text,
        Func<string, bool> isWanted,
        int limit,
        CancellationToken end
    )
    {
        if (end.IsCancellationRequested)
            return new();
        if (await packs.Filter(reference) is not { } filter)
            return new() { IsOutdated = true };
        if (!text.MayMatch(new TrigramFilter(filter.Bits)))
            return new() { IsComplete = true };
        return await packs.Open(reference) is { } pack
            ? SearchPack(pack, text, isWanted, limit, end)
            : new() { IsOutdated = true };
    }

    private static PackSearchResult SearchPack(
        OpenPack pack,
        TextSearch text,
        Func<string, bool> isWanted,
        int limit,
        CancellationToken end
    )
    {
        var (total, isComplete) = (0, true);
        var matches = ImmutableArray.CreateBuilder<CodeMatch>();
        try
        {
            for (var place = 0; place < pack.Files.Length; place++)
                if (isWanted(pack.Files[place].Path) && pack.Text(place) is { } content)
                    total += CodeSearch.SearchFile(pack.Files[place].Path, content.Span, text, matches, limit, end);
        }
        catch (OperationCanceledException)
        {
            isComplete = false;
        }
        catch (RegexMatchTimeoutException)
        {
            throw CodeSearch.TooExpensive();
        }
        return new()
        {
            Matches = matches.ToImmutable(),
            Total = total,
            IsComplete = isComplete,
            Opened = 1,
        };
    }
}
