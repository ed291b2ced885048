using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.graph-metrics.fields")]
internal struct GraphMetricsFields()
{
    [Id(0)]
    public ImmutableArray<FileMetrics> Files = [];

    [Id(1)]
    public ImmutableArray<DependedOn> MostDependedOn = [];

    [Id(2)]
    public ImmutableArray<string> Orphans = [];

    [Id(3)]
    public GraphTotals Totals = new();
}

[RegisterSerializer, RegisterCopier]
internal sealed class GraphMetricsCodec(IValueSerializer<GraphMetricsFields> serializer)
    : RecordCodec<GraphMetrics, GraphMetricsFields>(serializer)
{
    protected override GraphMetricsFields ToFields(GraphMetrics value) =>
        new()
        {
            Files = value.Files,
            MostDependedOn = value.MostDependedOn,
            Orphans = value.Orphans,
            Totals = value.Totals,
        };

    protected override GraphMetrics FromFields(in GraphMetricsFields fields) =>
        new()
        {
            Files = fields.Files,
            MostDependedOn = fields.MostDependedOn,
            Orphans = fields.Orphans,
            Totals = fields.Totals,
        };
}
