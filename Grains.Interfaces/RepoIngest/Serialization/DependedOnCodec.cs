using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.depended-on.fields")]
internal struct DependedOnFields
{
    [Id(0)]
    public string Path;

    [Id(1)]
    public int FanIn;
}

[RegisterSerializer, RegisterCopier]
internal sealed class DependedOnCodec(IValueSerializer<DependedOnFields> serializer)
    : RecordCodec<DependedOn, DependedOnFields>(serializer)
{
    protected override DependedOnFields ToFields(DependedOn value) => new() { Path = value.Path, FanIn = value.FanIn };

    protected override DependedOn FromFields(in DependedOnFields fields) =>
        new() { Path = fields.Path, FanIn = fields.FanIn };
}
