using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.external-name.fields")]
internal struct ExternalNameFields
{
    [Id(0)] public string Name;
    [Id(1)] public bool Stdlib;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ExternalNameCodec(IValueSerializer<ExternalNameFields> serializer)
    : RecordCodec<ExternalName, ExternalNameFields>(serializer)
{
    protected override ExternalNameFields ToFields(ExternalName value) => new()
    {
        Name = value.Name,
        Stdlib = value.Stdlib,
    };

    protected override ExternalName FromFields(in ExternalNameFields fields) => new()
    {
        Name = fields.Name,
        Stdlib = fields.Stdlib,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.unresolved-import.fields")]
internal struct UnresolvedImportFields
{
    [Id(0)] public string Specifier;
    [Id(1)] public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class UnresolvedImportCodec(IValueSerializer<UnresolvedImportFields> serializer)
    : RecordCodec<UnresolvedImport, UnresolvedImportFields>(serializer)
{
    protected override UnresolvedImportFields ToFields(UnresolvedImport value) => new()
    {
        Specifier = value.Specifier,
        Line = value.Line,
    };

    protected override UnresolvedImport FromFields(in UnresolvedImportFields fields) => new()
    {
        Specifier = fields.Specifier,
        Line = fields.Line,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.file-dependencies.fields")]
internal struct FileDependenciesFields()
{
    [Id(0)] public string Path = "";
    [Id(1)] public ImmutableArray<Dependency> Edges = [];
    [Id(2)] public ImmutableArray<ExternalName> External = [];
    [Id(3)] public ImmutableArray<UnresolvedImport> Unresolved = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class FileDependenciesCodec(IValueSerializer<FileDependenciesFields> serializer)
    : RecordCodec<FileDependencies, FileDependenciesFields>(serializer)
{
    protected override FileDependenciesFields ToFields(FileDependencies value) => new()
    {
        Path = value.Path,
        Edges = value.Edges,
        External = value.External,
        Unresolved = value.Unresolved,
    };

    protected override FileDependencies FromFields(in FileDependenciesFields fields) => new()
    {
        Path = fields.Path,
        Edges = fields.Edges,
        External = fields.External,
        Unresolved = fields.Unresolved,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.dependency.fields")]
internal struct DependencyFields
{
    [Id(0)] public string To;
    [Id(1)] public NodeKind ToKind;
    [Id(2)] public EdgeKind Kind;
    [Id(3)] public int Line;
}

[RegisterSerializer, RegisterCopier]
internal sealed class DependencyCodec(IValueSerializer<DependencyFields> serializer)
    : RecordCodec<Dependency, DependencyFields>(serializer, tracksReferences: false)
{
    protected override DependencyFields ToFields(Dependency value) => new()
    {
        To = value.To,
        ToKind = value.ToKind,
        Kind = value.Kind,
        Line = value.Line,
    };

    protected override Dependency FromFields(in DependencyFields fields) => new()
    {
        To = fields.To,
        ToKind = fields.ToKind,
        Kind = fields.Kind,
        Line = fields.Line,
    };
}
