using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.relevance-query.fields")]
internal struct RelevanceQueryFields()
{
    [Id(0)]
    public string Text = "";

    [Id(1)]
    public string Previous = "";

    [Id(2)]
    public ImmutableArray<string> Paths = [];

    [Id(3)]
    public int Limit = 12;
}

[RegisterSerializer, RegisterCopier]
internal sealed class RelevanceQueryCodec(IValueSerializer<RelevanceQueryFields> serializer)
    : RecordCodec<RelevanceQuery, RelevanceQueryFields>(serializer)
{
    protected override RelevanceQueryFields ToFields(RelevanceQuery value) =>
        new()
        {
            Text = value.Text,
            Previous = value.Previous,
            Paths = value.Paths,
            Limit = value.Limit,
        };

    protected override RelevanceQuery FromFields(in RelevanceQueryFields fields) =>
        new()
        {
            Text = fields.Text,
            Previous = fields.Previous,
            Paths = fields.Paths,
            Limit = fields.Limit,
        };
}
