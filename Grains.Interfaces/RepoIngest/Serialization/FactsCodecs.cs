using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.conditional-text.fields")]
internal struct ConditionalTextFields()
{
    [Id(0)] public ImmutableArray<byte> Packed = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class ConditionalTextCodec(IValueSerializer<ConditionalTextFields> serializer)
    : RecordCodec<ConditionalText, ConditionalTextFields>(serializer)
{
    protected override ConditionalTextFields ToFields(ConditionalText value) => new()
    {
        Packed = value.Packed,
    };

    protected override ConditionalText FromFields(in ConditionalTextFields fields) => new()
    {
        Packed = fields.Packed,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.file-facts.fields")]
internal struct FileFactsFields()
{
    [Id(0)] public ImmutableArray<ImportFact> Imports = [];
    [Id(1)] public ImmutableArray<Scope> Scopes = [];
    [Id(2)] public ImmutableArray<Declaration> Declarations = [];
    [Id(3)] public ImmutableArray<NameUse> Uses = [];
    [Id(4)] public ConditionalText? Conditional;
}

[RegisterSerializer, RegisterCopier]
internal sealed class FileFactsCodec(IValueSerializer<FileFactsFields> serializer)
    : RecordCodec<FileFacts, FileFactsFields>(serializer)
{
    protected override FileFactsFields ToFields(FileFacts value) => new()
    {
        Imports = value.Imports,
        Scopes = value.Scopes,
        Declarations = value.Declarations,
        Uses = value.Uses,
        Conditional = value.Conditional,
    };

    protected override FileFacts FromFields(in FileFactsFields fields) => new()
    {
        Imports = fields.Imports,
        Scopes = fields.Scopes,
        Declarations = fields.Declarations,
        Uses = fields.Uses,
        Conditional = fields.Conditional,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.import-fact.fields")]
internal struct ImportFactFields()
{
    [Id(0)] public string Specifier = "";
    [Id(1)] public EdgeKind Kind;
    [Id(2)] public int Line;
    [Id(3)] public ImportForm Form;
    [Id(4)] public ImmutableArray<string> Names = [];
    [Id(5)] public string? Alias;
    [Id(6)] public int Scope;
    [Id(7)] public string? Path;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ImportFactCodec(IValueSerializer<ImportFactFields> serializer)
    : RecordCodec<ImportFact, ImportFactFields>(serializer, tracksReferences: false)
{
    protected override ImportFactFields ToFields(ImportFact value) => new()
    {
        Specifier = value.Specifier,
        Kind = value.Kind,
        Line = value.Line,
        Form = value.Form,
        Names = value.Names,
        Alias = value.Alias,
        Scope = value.Scope,
        Path = value.Path,
    };

    protected override ImportFact FromFields(in ImportFactFields fields) => new()
    {
        Specifier = fields.Specifier,
        Kind = fields.Kind,
        Line = fields.Line,
        Form = fields.Form,
        Names = fields.Names,
        Alias = fields.Alias,
        Scope = fields.Scope,
        Path = fields.Path,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.scope.fields")]
internal struct ScopeFields()
{
    [Id(0)] public ScopeKind Kind;
    [Id(1)] public string Name = "";
    [Id(2)] public int Parent = -1;
    [Id(3)] public int Arity;
    [Id(4)] public string? Path;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ScopeCodec(IValueSerializer<ScopeFields> serializer)
    : RecordCodec<Scope, ScopeFields>(serializer, tracksReferences: false)
{
    protected override ScopeFields ToFields(Scope value) => new()
    {
        Kind = value.Kind,
        Name = value.Name,
        Parent = value.Parent,
        Arity = value.Arity,
        Path = value.Path,
    };

    protected override Scope FromFields(in ScopeFields fields) => new()
    {
        Kind = fields.Kind,
        Name = fields.Name,
        Parent = fields.Parent,
        Arity = fields.Arity,
        Path = fields.Path,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.declaration.fields")]
internal struct DeclarationFields()
{
    [Id(0)] public string Name = "";
    [Id(1)] public int Scope;
    [Id(2)] public int Arity;
}

[RegisterSerializer, RegisterCopier]
internal sealed class DeclarationCodec(IValueSerializer<DeclarationFields> serializer)
    : RecordCodec<Declaration, DeclarationFields>(serializer, tracksReferences: false)
{
    protected override DeclarationFields ToFields(Declaration value) => new()
    {
        Name = value.Name,
        Scope = value.Scope,
        Arity = value.Arity,
    };

    protected override Declaration FromFields(in DeclarationFields fields) => new()
    {
        Name = fields.Name,
        Scope = fields.Scope,
        Arity = fields.Arity,
    };
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.name-use.fields")]
internal struct NameUseFields()
{
    [Id(0)] public string Name = "";
    [Id(1)] public int Scope;
    [Id(2)] public int Line;
    [Id(3)] public bool Attribute;
}

[RegisterSerializer, RegisterCopier]
internal sealed class NameUseCodec(IValueSerializer<NameUseFields> serializer)
    : RecordCodec<NameUse, NameUseFields>(serializer, tracksReferences: false)
{
    protected override NameUseFields ToFields(NameUse value) => new()
    {
        Name = value.Name,
        Scope = value.Scope,
        Line = value.Line,
        Attribute = value.Attribute,
    };

    protected override NameUse FromFields(in NameUseFields fields) => new()
    {
        Name = fields.Name,
        Scope = fields.Scope,
        Line = fields.Line,
        Attribute = fields.Attribute,
    };
}
