using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.unresolved-import.fields")]
internal struct UnresolvedImportFields
{
    [Id(0)]
    public string Specifier;

    [Id(1)]
    public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class UnresolvedImportCodec(IValueSerializer<UnresolvedImportFields> serializer)
    : RecordCodec<UnresolvedImport, UnresolvedImportFields>(serializer)
{
    protected override UnresolvedImportFields ToFields(UnresolvedImport value) =>
        new() { Specifier = value.Specifier, Line = value.Line };

    protected override UnresolvedImport FromFields(in UnresolvedImportFields fields) =>
        new() { Specifier = fields.Specifier, Line = fields.Line };
}
