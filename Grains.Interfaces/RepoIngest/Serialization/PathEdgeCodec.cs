using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.path-edge.fields")]
internal struct PathEdgeFields
{
    [Id(0)]
    public string Path;

    [Id(1)]
    public EdgeKind Kind;

    [Id(2)]
    public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class PathEdgeCodec(IValueSerializer<PathEdgeFields> serializer)
    : RecordCodec<PathEdge, PathEdgeFields>(serializer)
{
    protected override PathEdgeFields ToFields(PathEdge value) =>
        new()
        {
            Path = value.Path,
            Kind = value.Kind,
            Line = value.Line,
        };

    protected override PathEdge FromFields(in PathEdgeFields fields) =>
        new()
        {
            Path = fields.Path,
            Kind = fields.Kind,
            Line = fields.Line,
        };
}
