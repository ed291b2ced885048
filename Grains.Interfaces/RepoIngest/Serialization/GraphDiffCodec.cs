using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-diff.fields")]
internal struct GraphDiffFields()
{
    [Id(0)]
    public ImmutableArray<string> AddedFiles = [];

    [Id(1)]
    public ImmutableArray<string> RemovedFiles = [];

    [Id(2)]
    public ImmutableArray<string> ChangedFiles = [];

    [Id(3)]
    public ImmutableArray<GraphEdge> AddedEdges = [];

    [Id(4)]
    public ImmutableArray<GraphEdge> RemovedEdges = [];

    [Id(5)]
    public ImmutableArray<Cycle> AddedCycles = [];

    [Id(6)]
    public ImmutableArray<Cycle> RemovedCycles = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphDiffCodec(IValueSerializer<GraphDiffFields> serializer)
    : RecordCodec<GraphDiff, GraphDiffFields>(serializer)
{
    protected override GraphDiffFields ToFields(GraphDiff value) =>
        new()
        {
            AddedFiles = value.AddedFiles,
            RemovedFiles = value.RemovedFiles,
            ChangedFiles = value.ChangedFiles,
            AddedEdges = value.AddedEdges,
            RemovedEdges = value.RemovedEdges,
            AddedCycles = value.AddedCycles,
            RemovedCycles = value.RemovedCycles,
        };

    protected override GraphDiff FromFields(in GraphDiffFields fields) =>
        new()
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
