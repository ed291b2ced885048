using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.file-dependencies.fields")]
internal struct FileDependenciesFields()
{
    [Id(0)]
    public string Path = "";

    [Id(1)]
    public ImmutableArray<Dependency> Edges = [];

    [Id(2)]
    public ImmutableArray<ExternalName> External = [];

    [Id(3)]
    public ImmutableArray<UnresolvedImport> Unresolved = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class FileDependenciesCodec(IValueSerializer<FileDependenciesFields> serializer)
    : RecordCodec<FileDependencies, FileDependenciesFields>(serializer)
{
    protected override FileDependenciesFields ToFields(FileDependencies value) =>
        new()
        {
            Path = value.Path,
            Edges = value.Edges,
            External = value.External,
            Unresolved = value.Unresolved,
        };

    protected override FileDependencies FromFields(in FileDependenciesFields fields) =>
        new()
        {
            Path = fields.Path,
            Edges = fields.Edges,
            External = fields.External,
            Unresolved = fields.Unresolved,
        };
}
