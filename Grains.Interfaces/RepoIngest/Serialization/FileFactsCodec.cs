using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.file-facts.fields")]
internal struct FileFactsFields()
{
    [Id(0)]
    public ImmutableArray<ImportFact> Imports = [];

    [Id(1)]
    public ImmutableArray<Scope> Scopes = [];

    [Id(2)]
    public ImmutableArray<Declaration> Declarations = [];

    [Id(3)]
    public ImmutableArray<NameUse> Uses = [];

    [Id(4)]
    public ConditionalText? Conditional;

    [Id(5)]
    public bool IsCut;
}

[RegisterSerializer, RegisterCopier]
internal sealed class FileFactsCodec(IValueSerializer<FileFactsFields> serializer)
    : RecordCodec<FileFacts, FileFactsFields>(serializer)
{
    protected override FileFactsFields ToFields(FileFacts value) =>
        new()
        {
            Imports = value.Imports,
            Scopes = value.Scopes,
            Declarations = value.Declarations,
            Uses = value.Uses,
            Conditional = value.Conditional,
            IsCut = value.IsCut,
        };

    protected override FileFacts FromFields(in FileFactsFields fields) =>
        new()
        {
            Imports = fields.Imports,
            Scopes = fields.Scopes,
            Declarations = fields.Declarations,
            Uses = fields.Uses,
            Conditional = fields.Conditional,
            IsCut = fields.IsCut,
        };
}
