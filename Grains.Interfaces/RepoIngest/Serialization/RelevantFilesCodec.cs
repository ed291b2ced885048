using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.relevant-files.fields")]
internal struct RelevantFilesFields()
{
    [Id(0)]
    public string Branch = "";

    [Id(1)]
    public string CommitSha = "";

    [Id(2)]
    public int TotalFiles;

    [Id(3)]
    public ImmutableArray<RelevantFile> Files = [];

    [Id(4)]
    public ImmutableArray<DependedOn> MostDependedOn = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class RelevantFilesCodec(IValueSerializer<RelevantFilesFields> serializer)
    : RecordCodec<RelevantFiles, RelevantFilesFields>(serializer)
{
    protected override RelevantFilesFields ToFields(RelevantFiles value) =>
        new()
        {
            Branch = value.Branch,
            CommitSha = value.CommitSha,
            TotalFiles = value.TotalFiles,
            Files = value.Files,
            MostDependedOn = value.MostDependedOn,
        };

    protected override RelevantFiles FromFields(in RelevantFilesFields fields) =>
        new()
        {
            Branch = fields.Branch,
            CommitSha = fields.CommitSha,
            TotalFiles = fields.TotalFiles,
            Files = fields.Files,
            MostDependedOn = fields.MostDependedOn,
        };
}
