using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.neighbours.fields")]
internal struct NeighboursFields()
{
    [Id(0)]
    public ImmutableArray<string> Paths = [];

    [Id(1)]
    public int Count;
}

[RegisterSerializer, RegisterCopier]
internal sealed class NeighboursCodec(IValueSerializer<NeighboursFields> serializer)
    : RecordCodec<Neighbours, NeighboursFields>(serializer)
{
    protected override NeighboursFields ToFields(Neighbours value) =>
        new() { Paths = value.Paths, Count = value.Count };

    protected override Neighbours FromFields(in NeighboursFields fields) =>
        new() { Paths = fields.Paths, Count = fields.Count };
}
