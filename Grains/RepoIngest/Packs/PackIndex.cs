using System.Collections.Immutable;

namespace YudaiV3.RepoIngest.Packs;

/// <summary>The packs that a finished ingest refers to, in path order. Ranges of paths overlap only if the source did
/// not come in path order.</summary>
internal sealed record PackIndex(ImmutableArray<PackReference> Packs, int Version)
{
    /// <summary>The packs that may hold a path.</summary>
    public IEnumerable<PackReference> Find(string path) =>
        Packs.Where(pack =>
            string.CompareOrdinal(pack.First, path) <= 0 && string.CompareOrdinal(path, pack.Last) <= 0
        );
}

/// <summary>Refers to a pack: its name, and the ingest that wrote it and has it among its records.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.pack-reference")]
internal sealed record PackReference
{
    [Id(0)]
    public string Name { get; init; } = "";

    [Id(1)]
    public PackWriterId Writer { get; init; } = new();

    /// <summary>The first path of the pack.</summary>
    [Id(2)]
    public string First { get; init; } = "";

    /// <summary>The last path of the pack.</summary>
    [Id(3)]
    public string Last { get; init; } = "";

    [Id(4)]
    public int Files { get; init; }
}

/// <summary>One attempt of an ingest, as the writer of packs.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.pack-writer")]
internal sealed record PackWriterId
{
    [Id(0)]
    public string IngestId { get; init; } = "";

    [Id(1)]
    public int Attempt { get; init; }
}

/// <summary>A segment of the <see cref="PackIndex"/> of an ingest. Immutable. Written before the result.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-packs")]
internal sealed record PackIndexSegment
{
    public const int Size = 500;

    [Id(0)]
    public ImmutableArray<PackReference> Packs { get; init; } = [];

    /// <summary>The <see cref="FilePack.CurrentVersion"/> of the packs.</summary>
    [Id(1)]
    public int Version { get; init; }

    [Id(2)]
    public bool IsLast { get; init; }

    public static string RecordName(int attempt, int number) =>
        FormattableString.Invariant($"ingest-packs/{attempt}/{number}");
}

/// <summary>Names of packs that an ingest writes. Written before them, so that no pack is ever unknown.</summary>
[GenerateSerializer, Immutable, Alias("yudai.state.ingest-pack-claims")]
internal sealed record PackClaims
{
    [Id(0)]
    public ImmutableArray<string> Names { get; init; } = [];

    public static string RecordName(int attempt, int number) =>
        FormattableString.Invariant($"ingest-pack-claims/{attempt}/{number}");
}
