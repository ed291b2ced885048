using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.name-use.fields")]
internal struct NameUseFields()
{
    [Id(0)]
    public string Name = "";

    [Id(1)]
    public int Scope;

    [Id(2)]
    public int Line;

    [Id(3)]
    public bool Attribute;
}

[RegisterSerializer, RegisterCopier]
internal sealed class NameUseCodec(IValueSerializer<NameUseFields> serializer)
    : RecordCodec<NameUse, NameUseFields>(serializer, tracksReferences: false)
{
    protected override NameUseFields ToFields(NameUse value) =>
        new()
        {
            Name = value.Name,
            Scope = value.Scope,
            Line = value.Line,
            Attribute = value.Attribute,
        };

    protected override NameUse FromFields(in NameUseFields fields) =>
        new()
        {
            Name = fields.Name,
            Scope = fields.Scope,
            Line = fields.Line,
            Attribute = fields.Attribute,
        };
}
