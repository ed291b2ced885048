using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.dependency.fields")]
internal struct DependencyFields
{
    [Id(0)]
    public string To;

    [Id(1)]
    public NodeKind ToKind;

    [Id(2)]
    public EdgeKind Kind;

    [Id(3)]
    public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class DependencyCodec(IValueSerializer<DependencyFields> serializer)
    : RecordCodec<Dependency, DependencyFields>(serializer, tracksReferences: false)
{
    protected override DependencyFields ToFields(Dependency value) =>
        new()
        {
            To = value.To,
            ToKind = value.ToKind,
            Kind = value.Kind,
            Line = value.Line,
        };

    protected override Dependency FromFields(in DependencyFields fields) =>
        new()
        {
            To = fields.To,
            ToKind = fields.ToKind,
            Kind = fields.Kind,
            Line = fields.Line,
        };
}
