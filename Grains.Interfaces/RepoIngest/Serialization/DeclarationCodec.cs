using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.declaration.fields")]
internal struct DeclarationFields()
{
    [Id(0)]
    public string Name = "";

    [Id(1)]
    public int Scope;

    [Id(2)]
    public int Arity;
}

[RegisterSerializer, RegisterCopier]
internal sealed class DeclarationCodec(IValueSerializer<DeclarationFields> serializer)
    : RecordCodec<Declaration, DeclarationFields>(serializer, tracksReferences: false)
{
    protected override DeclarationFields ToFields(Declaration value) =>
        new()
        {
            Name = value.Name,
            Scope = value.Scope,
            Arity = value.Arity,
        };

    protected override Declaration FromFields(in DeclarationFields fields) =>
        new()
        {
            Name = fields.Name,
            Scope = fields.Scope,
            Arity = fields.Arity,
        };
}
