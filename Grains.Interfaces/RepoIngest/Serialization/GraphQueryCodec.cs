using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-query.fields")]
internal struct GraphQueryFields()
{
    [Id(0)]
    public GraphLevel Level;

    [Id(1)]
    public string? Path;

    [Id(2)]
    public int Depth = 1;
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphQueryCodec(IValueSerializer<GraphQueryFields> serializer)
    : RecordCodec<GraphQuery, GraphQueryFields>(serializer)
{
    protected override GraphQueryFields ToFields(GraphQuery value) =>
        new()
        {
            Level = value.Level,
            Path = value.Path,
            Depth = value.Depth,
        };

    protected override GraphQuery FromFields(in GraphQueryFields fields) =>
        new()
        {
            Level = fields.Level,
            Path = fields.Path,
            Depth = fields.Depth,
        };
}
