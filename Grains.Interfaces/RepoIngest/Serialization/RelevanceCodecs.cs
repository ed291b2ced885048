using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.relevance-query.fields")]
internal struct RelevanceQueryFields()
{
    [Id(0)] public string Text = "";
    [Id(1)] public string Previous = "";
    [Id(2)] public ImmutableArray<string> Paths = [];
    [Id(3)] public int Limit = 12;
}

[RegisterSerializer, RegisterCopier]
internal sealed class RelevanceQueryCodec(IValueSerializer<RelevanceQueryFields> serializer)
    : RecordCodec<RelevanceQuery, RelevanceQueryFields>(serializer)
{
    protected override RelevanceQueryFields ToFields(RelevanceQuery value) => new()
    {
        Text = value.Text,
        Previous = value.Previous,
        Paths = value.Paths,
        Limit = value.Limit,
    };

    protected override RelevanceQuery FromFields(in RelevanceQueryFields fields) => new()
    {
        Text = fields.Text,
        Previous = fields.Previous,
        Paths = fields.Paths,
        Limit = fields.Limit,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.relevant-files.fields")]
internal struct RelevantFilesFields()
{
    [Id(0)] public string Branch = "";
    [Id(1)] public string CommitSha = "";
    [Id(2)] public int TotalFiles;
    [Id(3)] public ImmutableArray<RelevantFile> Files = [];
    [Id(4)] public ImmutableArray<DependedOn> MostDependedOn = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class RelevantFilesCodec(IValueSerializer<RelevantFilesFields> serializer)
    : RecordCodec<RelevantFiles, RelevantFilesFields>(serializer)
{
    protected override RelevantFilesFields ToFields(RelevantFiles value) => new()
    {
        Branch = value.Branch,
        CommitSha = value.CommitSha,
        TotalFiles = value.TotalFiles,
        Files = value.Files,
        MostDependedOn = value.MostDependedOn,
    };

    protected override RelevantFiles FromFields(in RelevantFilesFields fields) => new()
    {
        Branch = fields.Branch,
        CommitSha = fields.CommitSha,
        TotalFiles = fields.TotalFiles,
        Files = fields.Files,
        MostDependedOn = fields.MostDependedOn,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.relevant-file.fields")]
internal struct RelevantFileFields()
{
    [Id(0)] public string Path = null!;
    [Id(1)] public string? Language;
    [Id(2)] public int Tokens;
    [Id(3)] public bool IsNamed;
    [Id(4)] public ImmutableArray<string> Declares = [];
    [Id(5)] public Neighbours DependsOn = new();
    [Id(6)] public Neighbours DependedOnBy = new();
}

[RegisterSerializer, RegisterCopier]
internal sealed class RelevantFileCodec(IValueSerializer<RelevantFileFields> serializer)
    : RecordCodec<RelevantFile, RelevantFileFields>(serializer)
{
    protected override RelevantFileFields ToFields(RelevantFile value) => new()
    {
        Path = value.Path,
        Language = value.Language,
        Tokens = value.Tokens,
        IsNamed = value.IsNamed,
        Declares = value.Declares,
        DependsOn = value.DependsOn,
        DependedOnBy = value.DependedOnBy,
    };

    protected override RelevantFile FromFields(in RelevantFileFields fields) => new()
    {
        Path = fields.Path,
        Language = fields.Language,
        Tokens = fields.Tokens,
        IsNamed = fields.IsNamed,
        Declares = fields.Declares,
        DependsOn = fields.DependsOn,
        DependedOnBy = fields.DependedOnBy,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.neighbours.fields")]
internal struct NeighboursFields()
{
    [Id(0)] public ImmutableArray<string> Paths = [];
    [Id(1)] public int Count;
}

[RegisterSerializer, RegisterCopier]
internal sealed class NeighboursCodec(IValueSerializer<NeighboursFields> serializer)
    : RecordCodec<Neighbours, NeighboursFields>(serializer)
{
    protected override NeighboursFields ToFields(Neighbours value) => new()
    {
        Paths = value.Paths,
        Count = value.Count,
    };

    protected override Neighbours FromFields(in NeighboursFields fields) => new()
    {
        Paths = fields.Paths,
        Count = fields.Count,
    };
}
