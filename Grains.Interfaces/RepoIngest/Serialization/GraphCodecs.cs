using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.cycle.fields")]
internal struct CycleFields()
{
    [Id(0)] public ImmutableArray<string> Files = [];
    [Id(1)] public ImmutableArray<string> Path = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class CycleCodec(IValueSerializer<CycleFields> serializer)
    : RecordCodec<Cycle, CycleFields>(serializer)
{
    protected override CycleFields ToFields(Cycle value) => new()
    {
        Files = value.Files,
        Path = value.Path,
    };

    protected override Cycle FromFields(in CycleFields fields) => new()
    {
        Files = fields.Files,
        Path = fields.Path,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-diff.fields")]
internal struct GraphDiffFields()
{
    [Id(0)] public ImmutableArray<string> AddedFiles = [];
    [Id(1)] public ImmutableArray<string> RemovedFiles = [];
    [Id(2)] public ImmutableArray<string> ChangedFiles = [];
    [Id(3)] public ImmutableArray<GraphEdge> AddedEdges = [];
    [Id(4)] public ImmutableArray<GraphEdge> RemovedEdges = [];
    [Id(5)] public ImmutableArray<Cycle> AddedCycles = [];
    [Id(6)] public ImmutableArray<Cycle> RemovedCycles = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphDiffCodec(IValueSerializer<GraphDiffFields> serializer)
    : RecordCodec<GraphDiff, GraphDiffFields>(serializer)
{
    protected override GraphDiffFields ToFields(GraphDiff value) => new()
    {
        AddedFiles = value.AddedFiles,
        RemovedFiles = value.RemovedFiles,
        ChangedFiles = value.ChangedFiles,
        AddedEdges = value.AddedEdges,
        RemovedEdges = value.RemovedEdges,
        AddedCycles = value.AddedCycles,
        RemovedCycles = value.RemovedCycles,
    };

    protected override GraphDiff FromFields(in GraphDiffFields fields) => new()
    {
        AddedFiles = fields.AddedFiles,
        RemovedFiles = fields.RemovedFiles,
        ChangedFiles = fields.ChangedFiles,
        AddedEdges = fields.AddedEdges,
        RemovedEdges = fields.RemovedEdges,
        AddedCycles = fields.AddedCycles,
        RemovedCycles = fields.RemovedCycles,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-edge.fields")]
internal struct GraphEdgeFields
{
    [Id(0)] public string From;
    [Id(1)] public string To;
    [Id(2)] public NodeKind ToKind;
    [Id(3)] public EdgeKind Kind;
    [Id(4)] public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphEdgeCodec(IValueSerializer<GraphEdgeFields> serializer)
    : RecordCodec<GraphEdge, GraphEdgeFields>(serializer)
{
    protected override GraphEdgeFields ToFields(GraphEdge value) => new()
    {
        From = value.From,
        To = value.To,
        ToKind = value.ToKind,
        Kind = value.Kind,
        Line = value.Line,
    };

    protected override GraphEdge FromFields(in GraphEdgeFields fields) => new()
    {
        From = fields.From,
        To = fields.To,
        ToKind = fields.ToKind,
        Kind = fields.Kind,
        Line = fields.Line,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-metrics.fields")]
internal struct GraphMetricsFields()
{
    [Id(0)] public ImmutableArray<FileMetrics> Files = [];
    [Id(1)] public ImmutableArray<DependedOn> MostDependedOn = [];
    [Id(2)] public ImmutableArray<string> Orphans = [];
    [Id(3)] public GraphTotals Totals = new();
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphMetricsCodec(IValueSerializer<GraphMetricsFields> serializer)
    : RecordCodec<GraphMetrics, GraphMetricsFields>(serializer)
{
    protected override GraphMetricsFields ToFields(GraphMetrics value) => new()
    {
        Files = value.Files,
        MostDependedOn = value.MostDependedOn,
        Orphans = value.Orphans,
        Totals = value.Totals,
    };

    protected override GraphMetrics FromFields(in GraphMetricsFields fields) => new()
    {
        Files = fields.Files,
        MostDependedOn = fields.MostDependedOn,
        Orphans = fields.Orphans,
        Totals = fields.Totals,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-totals.fields")]
internal struct GraphTotalsFields
{
    [Id(0)] public int Files;
    [Id(1)] public int Edges;
    [Id(2)] public int External;
    [Id(3)] public int Cycles;
    [Id(4)] public long Tokens;
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphTotalsCodec(IValueSerializer<GraphTotalsFields> serializer)
    : RecordCodec<GraphTotals, GraphTotalsFields>(serializer)
{
    protected override GraphTotalsFields ToFields(GraphTotals value) => new()
    {
        Files = value.Files,
        Edges = value.Edges,
        External = value.External,
        Cycles = value.Cycles,
        Tokens = value.Tokens,
    };

    protected override GraphTotals FromFields(in GraphTotalsFields fields) => new()
    {
        Files = fields.Files,
        Edges = fields.Edges,
        External = fields.External,
        Cycles = fields.Cycles,
        Tokens = fields.Tokens,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.file-metrics.fields")]
internal struct FileMetricsFields
{
    [Id(0)] public string Path;
    [Id(1)] public int FanIn;
    [Id(2)] public int FanOut;
    [Id(3)] public double Instability;
}

[RegisterSerializer, RegisterCopier]
internal sealed class FileMetricsCodec(IValueSerializer<FileMetricsFields> serializer)
    : RecordCodec<FileMetrics, FileMetricsFields>(serializer)
{
    protected override FileMetricsFields ToFields(FileMetrics value) => new()
    {
        Path = value.Path,
        FanIn = value.FanIn,
        FanOut = value.FanOut,
        Instability = value.Instability,
    };

    protected override FileMetrics FromFields(in FileMetricsFields fields) => new()
    {
        Path = fields.Path,
        FanIn = fields.FanIn,
        FanOut = fields.FanOut,
        Instability = fields.Instability,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.depended-on.fields")]
internal struct DependedOnFields
{
    [Id(0)] public string Path;
    [Id(1)] public int FanIn;
}

[RegisterSerializer, RegisterCopier]
internal sealed class DependedOnCodec(IValueSerializer<DependedOnFields> serializer)
    : RecordCodec<DependedOn, DependedOnFields>(serializer)
{
    protected override DependedOnFields ToFields(DependedOn value) => new()
    {
        Path = value.Path,
        FanIn = value.FanIn,
    };

    protected override DependedOn FromFields(in DependedOnFields fields) => new()
    {
        Path = fields.Path,
        FanIn = fields.FanIn,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.impacted-file.fields")]
internal struct ImpactedFileFields
{
    [Id(0)] public string Path;
    [Id(1)] public int Distance;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ImpactedFileCodec(IValueSerializer<ImpactedFileFields> serializer)
    : RecordCodec<ImpactedFile, ImpactedFileFields>(serializer)
{
    protected override ImpactedFileFields ToFields(ImpactedFile value) => new()
    {
        Path = value.Path,
        Distance = value.Distance,
    };

    protected override ImpactedFile FromFields(in ImpactedFileFields fields) => new()
    {
        Path = fields.Path,
        Distance = fields.Distance,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.path-dependencies.fields")]
internal struct PathDependenciesFields()
{
    [Id(0)] public string Path = null!;
    [Id(1)] public ImmutableArray<PathEdge> Imports = [];
    [Id(2)] public ImmutableArray<PathEdge> ImportedBy = [];
    [Id(3)] public ImmutableArray<ExternalName> External = [];
    [Id(4)] public ImmutableArray<UnresolvedImport> Unresolved = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class PathDependenciesCodec(IValueSerializer<PathDependenciesFields> serializer)
    : RecordCodec<PathDependencies, PathDependenciesFields>(serializer)
{
    protected override PathDependenciesFields ToFields(PathDependencies value) => new()
    {
        Path = value.Path,
        Imports = value.Imports,
        ImportedBy = value.ImportedBy,
        External = value.External,
        Unresolved = value.Unresolved,
    };

    protected override PathDependencies FromFields(in PathDependenciesFields fields) => new()
    {
        Path = fields.Path,
        Imports = fields.Imports,
        ImportedBy = fields.ImportedBy,
        External = fields.External,
        Unresolved = fields.Unresolved,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.path-edge.fields")]
internal struct PathEdgeFields
{
    [Id(0)] public string Path;
    [Id(1)] public EdgeKind Kind;
    [Id(2)] public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class PathEdgeCodec(IValueSerializer<PathEdgeFields> serializer)
    : RecordCodec<PathEdge, PathEdgeFields>(serializer)
{
    protected override PathEdgeFields ToFields(PathEdge value) => new()
    {
        Path = value.Path,
        Kind = value.Kind,
        Line = value.Line,
    };

    protected override PathEdge FromFields(in PathEdgeFields fields) => new()
    {
        Path = fields.Path,
        Kind = fields.Kind,
        Line = fields.Line,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-query.fields")]
internal struct GraphQueryFields()
{
    [Id(0)] public GraphLevel Level;
    [Id(1)] public string? Path;
    [Id(2)] public int Depth = 1;
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphQueryCodec(IValueSerializer<GraphQueryFields> serializer)
    : RecordCodec<GraphQuery, GraphQueryFields>(serializer)
{
    protected override GraphQueryFields ToFields(GraphQuery value) => new()
    {
        Level = value.Level,
        Path = value.Path,
        Depth = value.Depth,
    };

    protected override GraphQuery FromFields(in GraphQueryFields fields) => new()
    {
        Level = fields.Level,
        Path = fields.Path,
        Depth = fields.Depth,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.repository-graph.fields")]
internal struct RepositoryGraphFields()
{
    [Id(0)] public long RepositoryId;
    [Id(1)] public string CommitSha = "";
    [Id(2)] public GraphLevel Level;
    [Id(3)] public ImmutableArray<GraphNode> Nodes = [];
    [Id(4)] public ImmutableArray<GraphEdge> Edges = [];
    [Id(5)] public ImmutableArray<ExternalUse> External = [];
    [Id(6)] public ImmutableArray<UnresolvedUse> Unresolved = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class RepositoryGraphCodec(IValueSerializer<RepositoryGraphFields> serializer)
    : RecordCodec<RepositoryGraph, RepositoryGraphFields>(serializer)
{
    protected override RepositoryGraphFields ToFields(RepositoryGraph value) => new()
    {
        RepositoryId = value.RepositoryId,
        CommitSha = value.CommitSha,
        Level = value.Level,
        Nodes = value.Nodes,
        Edges = value.Edges,
        External = value.External,
        Unresolved = value.Unresolved,
    };

    protected override RepositoryGraph FromFields(in RepositoryGraphFields fields) => new()
    {
        RepositoryId = fields.RepositoryId,
        CommitSha = fields.CommitSha,
        Level = fields.Level,
        Nodes = fields.Nodes,
        Edges = fields.Edges,
        External = fields.External,
        Unresolved = fields.Unresolved,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-node.fields")]
internal struct GraphNodeFields
{
    [Id(0)] public string Path;
    [Id(1)] public NodeKind Kind;
    [Id(2)] public string? Language;
    [Id(3)] public FileCategory Category;
    [Id(4)] public long Tokens;
    [Id(5)] public long Size;
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphNodeCodec(IValueSerializer<GraphNodeFields> serializer)
    : RecordCodec<GraphNode, GraphNodeFields>(serializer)
{
    protected override GraphNodeFields ToFields(GraphNode value) => new()
    {
        Path = value.Path,
        Kind = value.Kind,
        Language = value.Language,
        Category = value.Category,
        Tokens = value.Tokens,
        Size = value.Size,
    };

    protected override GraphNode FromFields(in GraphNodeFields fields) => new()
    {
        Path = fields.Path,
        Kind = fields.Kind,
        Language = fields.Language,
        Category = fields.Category,
        Tokens = fields.Tokens,
        Size = fields.Size,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.external-use.fields")]
internal struct ExternalUseFields
{
    [Id(0)] public string From;
    [Id(1)] public string Name;
    [Id(2)] public bool Stdlib;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ExternalUseCodec(IValueSerializer<ExternalUseFields> serializer)
    : RecordCodec<ExternalUse, ExternalUseFields>(serializer)
{
    protected override ExternalUseFields ToFields(ExternalUse value) => new()
    {
        From = value.From,
        Name = value.Name,
        Stdlib = value.Stdlib,
    };

    protected override ExternalUse FromFields(in ExternalUseFields fields) => new()
    {
        From = fields.From,
        Name = fields.Name,
        Stdlib = fields.Stdlib,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.unresolved-use.fields")]
internal struct UnresolvedUseFields
{
    [Id(0)] public string From;
    [Id(1)] public string Specifier;
    [Id(2)] public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class UnresolvedUseCodec(IValueSerializer<UnresolvedUseFields> serializer)
    : RecordCodec<UnresolvedUse, UnresolvedUseFields>(serializer)
{
    protected override UnresolvedUseFields ToFields(UnresolvedUse value) => new()
    {
        From = value.From,
        Specifier = value.Specifier,
        Line = value.Line,
    };

    protected override UnresolvedUse FromFields(in UnresolvedUseFields fields) => new()
    {
        From = fields.From,
        Specifier = fields.Specifier,
        Line = fields.Line,
    };
}
