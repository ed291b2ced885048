using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-node.fields")]
internal struct GraphNodeFields
{
    [Id(0)]
    public string Path;

    [Id(1)]
    public NodeKind Kind;

    [Id(2)]
    public string? Language;

    [Id(3)]
    public FileCategory Category;

    [Id(4)]
    public long Tokens;

    [Id(5)]
    public long Size;
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphNodeCodec(IValueSerializer<GraphNodeFields> serializer)
    : RecordCodec<GraphNode, GraphNodeFields>(serializer)
{
    protected override GraphNodeFields ToFields(GraphNode value) =>
        new()
        {
            Path = value.Path,
            Kind = value.Kind,
            Language = value.Language,
            Category = value.Category,
            Tokens = value.Tokens,
            Size = value.Size,
        };

    protected override GraphNode FromFields(in GraphNodeFields fields) =>
        new()
        {
            Path = fields.Path,
            Kind = fields.Kind,
            Language = fields.Language,
            Category = fields.Category,
            Tokens = fields.Tokens,
            Size = fields.Size,
        };
}
