using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.relevant-file.fields")]
internal struct RelevantFileFields()
{
    [Id(0)]
    public string Path = null!;

    [Id(1)]
    public string? Language;

    [Id(2)]
    public int Tokens;

    [Id(3)]
    public bool IsNamed;

    [Id(4)]
    public ImmutableArray<string> Declares = [];

    [Id(5)]
    public Neighbours DependsOn = new();

    [Id(6)]
    public Neighbours DependedOnBy = new();

    [Id(7)]
    public ImmutableArray<string> Reasons = [];

    [Id(8)]
    public ImmutableArray<FileExcerpt> Excerpts = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class RelevantFileCodec(IValueSerializer<RelevantFileFields> serializer)
    : RecordCodec<RelevantFile, RelevantFileFields>(serializer)
{
    protected override RelevantFileFields ToFields(RelevantFile value) =>
        new()
        {
            Path = value.Path,
            Language = value.Language,
            Tokens = value.Tokens,
            IsNamed = value.IsNamed,
            Declares = value.Declares,
            DependsOn = value.DependsOn,
            DependedOnBy = value.DependedOnBy,
            Reasons = value.Reasons,
            Excerpts =
            [
                .. value.Excerpts.Select(excerpt => new FileExcerpt
                {
                    StartLine = excerpt.StartLine,
                    EndLine = excerpt.EndLine,
                    Text = excerpt.Text,
                }),
            ],
        };

    protected override RelevantFile FromFields(in RelevantFileFields fields) =>
        new()
        {
            Path = fields.Path,
            Language = fields.Language,
            Tokens = fields.Tokens,
            IsNamed = fields.IsNamed,
            Declares = fields.Declares,
            DependsOn = fields.DependsOn,
            DependedOnBy = fields.DependedOnBy,
            Reasons = fields.Reasons,
            Excerpts =
            [
                .. fields.Excerpts.Select(excerpt => new Excerpt
                {
                    StartLine = excerpt.StartLine,
                    EndLine = excerpt.EndLine,
                    Text = excerpt.Text,
                }),
            ],
        };
}
