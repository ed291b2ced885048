using System.Collections.Immutable;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Execution;

/// <summary>
/// Analyzes batches of files. Key: <c>analyzer/{ingestId}/{number}</c>. Placed at random, so that the workers of an
/// ingest spread over all silos. A stateless worker would stay on the calling silo.
/// </summary>
[Alias("yudai.analyzer")]
internal interface IDependencyWorker : IGrainWithStringKey
{
    /// <summary>Pure: the same batch gives the same result in the same order and can be sent again.</summary>
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

/// <summary>The facts of a content in a language, independent of its path.</summary>
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

    /// <summary>Declared names that help to find the file.</summary>
    [Id(4)]
    public string Names { get; init; } = "";
}
