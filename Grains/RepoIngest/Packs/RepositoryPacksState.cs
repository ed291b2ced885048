using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>
/// The attempts that have written packs of a repository. Its methods are pure. An attempt that was dropped is never
/// referred to again, so what is deleted of it cannot be needed: another attempt writes under its own name.
/// </summary>
[GenerateSerializer, Immutable, Alias("yudai.state.repository-packs")]
internal sealed record RepositoryPacksState
{
    /// <summary>Attempts beyond this number are dropped, the least recently used first.</summary>
    public const int MaxKept = 200;

    /// <summary>Texts that nobody used for so long are dropped.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private static readonly TimeSpan UseInterval = TimeSpan.FromHours(12);

    [Id(0)]
    public ImmutableArray<PackHolder> Holders { get; init; } = [];

    public PackHolder? Find(PackWriterId writer) => Holders.FirstOrDefault(holder => holder.Writer == writer);

    public (RepositoryPacksState Next, ImmutableArray<PackWriterId> Reusable) Begin(
        PackWriterId writer,
        IEnumerable<PackWriterId> candidates,
        DateTimeOffset now
    )
    {
        var before = Find(writer);
        if (before is { Stage: PackStage.Dropped })
            throw new InvalidOperationException("This attempt has ended, and its packs are being deleted.");
        // Also who wrote the packs that a candidate refers to must stay.
        ImmutableArray<PackWriterId> reusable =
        [
            .. candidates.Where(candidate => candidate != writer && Find(candidate) is { Stage: PackStage.Kept }),
        ];
        var reads = reusable
            .Concat(reusable.SelectMany(candidate => Find(candidate)!.RefersTo))
            .Concat(before?.RefersTo ?? [])
            .Where(other => other != writer)
            .Distinct();
        var holder = new PackHolder
        {
            Writer = writer,
            Stage = PackStage.Writing,
            RefersTo = [.. reads],
            UsedAt = now,
        };
        return (Set(holder), reusable);
    }

    public RepositoryPacksState Complete(PackWriterId writer, IEnumerable<PackWriterId> refersTo, DateTimeOffset now)
    {
        var holder = new PackHolder
        {
            Writer = writer,
            Stage = PackStage.Kept,
            RefersTo = [.. refersTo.Where(other => other != writer).Distinct()],
            UsedAt = now,
        };
        var next = Set(holder);
        return next.Drop(other =>
            other.Writer.IngestId == writer.IngestId
            && other.Writer.Attempt < writer.Attempt
            && other.Stage != PackStage.Dropped
        );
    }

    public RepositoryPacksState Use(PackWriterId writer, DateTimeOffset now) =>
        Find(writer) is { Stage: PackStage.Kept } holder && now - holder.UsedAt > UseInterval
            ? Set(holder with { UsedAt = now })
            : this;

    /// <summary>Drops what was not used for long and what is too much.</summary>
    public RepositoryPacksState Expire(DateTimeOffset now)
    {
        var kept = Holders.Where(holder => holder.Stage == PackStage.Kept).ToArray();
        var tooMany = kept.OrderByDescending(holder => holder.UsedAt).Skip(MaxKept).ToHashSet();
        return Drop(holder =>
            holder.Stage == PackStage.Kept && (now - holder.UsedAt > Retention || tooMany.Contains(holder))
        );
    }

    /// <summary>Drops an attempt. What it referred to can perhaps be deleted now.</summary>
    public RepositoryPacksState Drop(Func<PackHolder, bool> isDropped)
    {
        var dropped = Holders.Where(isDropped).ToArray();
        if (dropped.Length == 0)
            return this;
        var freed = dropped.SelectMany(holder => holder.RefersTo.Add(holder.Writer)).ToHashSet();
        return this with
        {
            Holders =
            [
                .. Holders
                    .Select(holder =>
                        dropped.Contains(holder) ? holder with { Stage = PackStage.Dropped, RefersTo = [] } : holder
                    )
                    .Select(holder => freed.Contains(holder.Writer) ? holder with { IsSwept = false } : holder),
            ],
        };
    }

    /// <summary>
    /// A dropped attempt whose packs are to be deleted: no attempt that still writes may refer to them.
    /// </summary>
    public PackHolder? NextToSweep() =>
        Holders.FirstOrDefault(holder =>
            holder is { Stage: PackStage.Dropped, IsSwept: false }
            && !Holders.Any(other => other.Stage == PackStage.Writing && other.RefersTo.Contains(holder.Writer))
        );

    /// <summary>The finished attempts that refer to packs of another.</summary>
    public ImmutableArray<PackWriterId> ReferringTo(PackWriterId writer) =>
        [
            .. Holders
                .Where(holder => holder.Stage == PackStage.Kept && holder.RefersTo.Contains(writer))
                .Select(holder => holder.Writer),
        ];

    /// <param name="writer">A dropped attempt.</param>
    /// <param name="hasRemains">Whether others refer to some of its packs.</param>
    public RepositoryPacksState Swept(PackWriterId writer, bool hasRemains) =>
        Find(writer) is not { Stage: PackStage.Dropped } holder ? this
        : hasRemains ? Set(holder with { IsSwept = true })
        : this with { Holders = Holders.Remove(holder) };

    private RepositoryPacksState Set(PackHolder holder) =>
        Find(holder.Writer) is { } before
            ? this with
            {
                Holders = Holders.Replace(before, holder),
            }
            : this with
            {
                Holders = Holders.Add(holder),
            };
}

/// <summary>Whether the packs of an attempt may be needed. Stored by number.</summary>
internal enum PackStage
{
    Writing,
    Kept,
    Dropped,
}

/// <summary>An attempt of an ingest that has written packs.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.pack-holder")]
internal sealed record PackHolder
{
    [Id(0)]
    public PackWriterId Writer { get; init; } = new();

    [Id(1)]
    public PackStage Stage { get; init; }

    /// <summary>The other attempts whose packs its index contains, or may contain while it writes.</summary>
    [Id(2)]
    public ImmutableArray<PackWriterId> RefersTo { get; init; } = [];

    /// <summary>When it began, was finished or was read, whichever is last.</summary>
    [Id(3)]
    public DateTimeOffset UsedAt { get; init; }

    /// <summary>It was dropped, and others refer to what remains of it.</summary>
    [Id(4)]
    public bool IsSwept { get; init; }
}
