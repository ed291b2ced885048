using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.tree-file.fields")]
internal struct TreeFileFields()
{
    [Id(0)]
    public string Path = null!;

    [Id(1)]
    public long Size;

    [Id(2)]
    public string ContentHash = "";

    [Id(3)]
    public int Tokens;

    [Id(4)]
    public string? Language;

    [Id(5)]
    public FileCategory Category;

    [Id(6)]
    public FileMarks Marks;

    [Id(7)]
    public string Names = "";
}

[RegisterSerializer, RegisterCopier]
internal sealed class TreeFileCodec(IValueSerializer<TreeFileFields> serializer)
    : RecordCodec<TreeFile, TreeFileFields>(serializer)
{
    protected override TreeFileFields ToFields(TreeFile value) =>
        new()
        {
            Path = value.Path,
            Size = value.Size,
            ContentHash = value.ContentHash,
            Tokens = value.Tokens,
            Language = value.Language,
            Category = value.Category,
            Marks = value.Marks,
            Names = value.Names,
        };

    protected override TreeFile FromFields(in TreeFileFields fields) =>
        new()
        {
            Path = fields.Path,
            Size = fields.Size,
            ContentHash = fields.ContentHash,
            Tokens = fields.Tokens,
            Language = fields.Language,
            Category = fields.Category,
            Marks = fields.Marks,
            Names = fields.Names,
        };
}
