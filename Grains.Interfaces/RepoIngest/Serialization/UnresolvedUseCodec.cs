using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.unresolved-use.fields")]
internal struct UnresolvedUseFields
{
    [Id(0)]
    public string From;

    [Id(1)]
    public string Specifier;

    [Id(2)]
    public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class UnresolvedUseCodec(IValueSerializer<UnresolvedUseFields> serializer)
    : RecordCodec<UnresolvedUse, UnresolvedUseFields>(serializer)
{
    protected override UnresolvedUseFields ToFields(UnresolvedUse value) =>
        new()
        {
            From = value.From,
            Specifier = value.Specifier,
            Line = value.Line,
        };

    protected override UnresolvedUse FromFields(in UnresolvedUseFields fields) =>
        new()
        {
            From = fields.From,
            Specifier = fields.Specifier,
            Line = fields.Line,
        };
}
