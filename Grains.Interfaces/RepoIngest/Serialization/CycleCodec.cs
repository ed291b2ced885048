using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.cycle.fields")]
internal struct CycleFields()
{
    [Id(0)]
    public ImmutableArray<string> Files = [];

    [Id(1)]
    public ImmutableArray<string> Path = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class CycleCodec(IValueSerializer<CycleFields> serializer) : RecordCodec<Cycle, CycleFields>(serializer)
{
    protected override CycleFields ToFields(Cycle value) => new() { Files = value.Files, Path = value.Path };

    protected override Cycle FromFields(in CycleFields fields) => new() { Files = fields.Files, Path = fields.Path };
}
