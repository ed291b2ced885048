using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Reads a batch of files after another. Key: <c>analyzer/{ingestId}/{lane}</c>; placed at random, so that the lanes of
/// an ingest spread over all silos: a stateless worker would stay on the silo that calls it.
/// </summary>
[Alias("yudai.analyzer")]
internal interface IDependencyWorker : IGrainWithStringKey
{
    /// <summary>Pure: the same batch gives the same answer, in its order, and may be sent again.</summary>
    [Alias("analyze"), ResponseTimeout("00:05:00")]
    Task<ImmutableArray<AnalyzedText>> Analyze(ImmutableArray<SourceText> batch);
}

/// <summary>The content of a file.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.source-text")]
internal sealed record SourceText
{
    [Id(0)]
    public string Hash { get; init; } = "";

    [Id(1)]
    public SourceLanguage? Language { get; init; }

    [Id(2)]
    public byte[] Content { get; init; } = [];
}

/// <summary>What a content says in a language, wherever it lies.</summary>
[GenerateSerializer, Immutable, Alias("yudai.ingest.analyzed-text")]
internal sealed record AnalyzedText
{
    [Id(0)]
    public string Hash { get; init; } = "";

    [Id(1)]
    public SourceLanguage? Language { get; init; }

    [Id(2)]
    public int Tokens { get; init; }

    [Id(3)]
    public FileFacts Facts { get; init; } = FileFacts.None;

    /// <summary>Names that help to find the file again.</summary>
    [Id(4)]
    public string Names { get; init; } = "";
}
