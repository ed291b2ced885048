using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.external-name.fields")]
internal struct ExternalNameFields
{
    [Id(0)]
    public string Name;

    [Id(1)]
    public bool Stdlib;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ExternalNameCodec(IValueSerializer<ExternalNameFields> serializer)
    : RecordCodec<ExternalName, ExternalNameFields>(serializer)
{
    protected override ExternalNameFields ToFields(ExternalName value) =>
        new() { Name = value.Name, Stdlib = value.Stdlib };

    protected override ExternalName FromFields(in ExternalNameFields fields) =>
        new() { Name = fields.Name, Stdlib = fields.Stdlib };
}
