using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.conditional-text.fields")]
internal struct ConditionalTextFields()
{
    [Id(0)]
    public ImmutableArray<byte> Packed = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class ConditionalTextCodec(IValueSerializer<ConditionalTextFields> serializer)
    : RecordCodec<ConditionalText, ConditionalTextFields>(serializer)
{
    protected override ConditionalTextFields ToFields(ConditionalText value) => new() { Packed = value.Packed };

    protected override ConditionalText FromFields(in ConditionalTextFields fields) => new() { Packed = fields.Packed };
}
