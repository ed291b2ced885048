using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.external-use.fields")]
internal struct ExternalUseFields
{
    [Id(0)]
    public string From;

    [Id(1)]
    public string Name;

    [Id(2)]
    public bool Stdlib;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ExternalUseCodec(IValueSerializer<ExternalUseFields> serializer)
    : RecordCodec<ExternalUse, ExternalUseFields>(serializer)
{
    protected override ExternalUseFields ToFields(ExternalUse value) =>
        new()
        {
            From = value.From,
            Name = value.Name,
            Stdlib = value.Stdlib,
        };

    protected override ExternalUse FromFields(in ExternalUseFields fields) =>
        new()
        {
            From = fields.From,
            Name = fields.Name,
            Stdlib = fields.Stdlib,
        };
}
