using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Digest;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.digest.fields")]
internal struct RepositoryDigestFields
{
    [Id(0)]
    public string Text;

    [Id(1)]
    public int Tokens;

    [Id(2)]
    public int FilesIncluded;

    [Id(3)]
    public bool Truncated;
}

[RegisterSerializer, RegisterCopier]
internal sealed class RepositoryDigestCodec(IValueSerializer<RepositoryDigestFields> serializer)
    : RecordCodec<RepositoryDigest, RepositoryDigestFields>(serializer)
{
    protected override RepositoryDigestFields ToFields(RepositoryDigest value) =>
        new()
        {
            Text = value.Text,
            Tokens = value.Tokens,
            FilesIncluded = value.FilesIncluded,
            Truncated = value.Truncated,
        };

    protected override RepositoryDigest FromFields(in RepositoryDigestFields fields) =>
        new()
        {
            Text = fields.Text,
            Tokens = fields.Tokens,
            FilesIncluded = fields.FilesIncluded,
            Truncated = fields.Truncated,
        };
}
