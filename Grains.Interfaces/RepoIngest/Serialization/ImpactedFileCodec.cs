using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.impacted-file.fields")]
internal struct ImpactedFileFields
{
    [Id(0)]
    public string Path;

    [Id(1)]
    public int Distance;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ImpactedFileCodec(IValueSerializer<ImpactedFileFields> serializer)
    : RecordCodec<ImpactedFile, ImpactedFileFields>(serializer)
{
    protected override ImpactedFileFields ToFields(ImpactedFile value) =>
        new() { Path = value.Path, Distance = value.Distance };

    protected override ImpactedFile FromFields(in ImpactedFileFields fields) =>
        new() { Path = fields.Path, Distance = fields.Distance };
}
