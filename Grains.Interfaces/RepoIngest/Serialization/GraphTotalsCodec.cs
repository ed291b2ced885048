using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-totals.fields")]
internal struct GraphTotalsFields
{
    [Id(0)]
    public int Files;

    [Id(1)]
    public int Edges;

    [Id(2)]
    public int External;

    [Id(3)]
    public int Cycles;

    [Id(4)]
    public long Tokens;
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphTotalsCodec(IValueSerializer<GraphTotalsFields> serializer)
    : RecordCodec<GraphTotals, GraphTotalsFields>(serializer)
{
    protected override GraphTotalsFields ToFields(GraphTotals value) =>
        new()
        {
            Files = value.Files,
            Edges = value.Edges,
            External = value.External,
            Cycles = value.Cycles,
            Tokens = value.Tokens,
        };

    protected override GraphTotals FromFields(in GraphTotalsFields fields) =>
        new()
        {
            Files = fields.Files,
            Edges = fields.Edges,
            External = fields.External,
            Cycles = fields.Cycles,
            Tokens = fields.Tokens,
        };
}
