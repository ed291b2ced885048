using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-edge.fields")]
internal struct GraphEdgeFields
{
    [Id(0)]
    public string From;

    [Id(1)]
    public string To;

    [Id(2)]
    public NodeKind ToKind;

    [Id(3)]
    public EdgeKind Kind;

    [Id(4)]
    public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphEdgeCodec(IValueSerializer<GraphEdgeFields> serializer)
    : RecordCodec<GraphEdge, GraphEdgeFields>(serializer)
{
    protected override GraphEdgeFields ToFields(GraphEdge value) =>
        new()
        {
            From = value.From,
            To = value.To,
            ToKind = value.ToKind,
            Kind = value.Kind,
            Line = value.Line,
        };

    protected override GraphEdge FromFields(in GraphEdgeFields fields) =>
        new()
        {
            From = fields.From,
            To = fields.To,
            ToKind = fields.ToKind,
            Kind = fields.Kind,
            Line = fields.Line,
        };
}
