using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Resolve;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.path-dependencies.fields")]
internal struct PathDependenciesFields()
{
    [Id(0)]
    public string Path = null!;

    [Id(1)]
    public ImmutableArray<PathEdge> Imports = [];

    [Id(2)]
    public ImmutableArray<PathEdge> ImportedBy = [];

    [Id(3)]
    public ImmutableArray<ExternalName> External = [];

    [Id(4)]
    public ImmutableArray<UnresolvedImport> Unresolved = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class PathDependenciesCodec(IValueSerializer<PathDependenciesFields> serializer)
    : RecordCodec<PathDependencies, PathDependenciesFields>(serializer)
{
    protected override PathDependenciesFields ToFields(PathDependencies value) =>
        new()
        {
            Path = value.Path,
            Imports = value.Imports,
            ImportedBy = value.ImportedBy,
            External = value.External,
            Unresolved = value.Unresolved,
        };

    protected override PathDependencies FromFields(in PathDependenciesFields fields) =>
        new()
        {
            Path = fields.Path,
            Imports = fields.Imports,
            ImportedBy = fields.ImportedBy,
            External = fields.External,
            Unresolved = fields.Unresolved,
        };
}
