using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.scope.fields")]
internal struct ScopeFields()
{
    [Id(0)]
    public ScopeKind Kind;

    [Id(1)]
    public string Name = "";

    [Id(2)]
    public int Parent = -1;

    [Id(3)]
    public int Arity;

    [Id(4)]
    public string? Path;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ScopeCodec(IValueSerializer<ScopeFields> serializer)
    : RecordCodec<Scope, ScopeFields>(serializer, tracksReferences: false)
{
    protected override ScopeFields ToFields(Scope value) =>
        new()
        {
            Kind = value.Kind,
            Name = value.Name,
            Parent = value.Parent,
            Arity = value.Arity,
            Path = value.Path,
        };

    protected override Scope FromFields(in ScopeFields fields) =>
        new()
        {
            Kind = fields.Kind,
            Name = fields.Name,
            Parent = fields.Parent,
            Arity = fields.Arity,
            Path = fields.Path,
        };
}
