using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Scan;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.import-fact.fields")]
internal struct ImportFactFields()
{
    [Id(0)]
    public string Specifier = "";

    [Id(1)]
    public EdgeKind Kind;

    [Id(2)]
    public int Line;

    [Id(3)]
    public ImportForm Form;

    [Id(4)]
    public ImmutableArray<string> Names = [];

    [Id(5)]
    public string? Alias;

    [Id(6)]
    public int Scope;

    [Id(7)]
    public string? Path;
}

[RegisterSerializer, RegisterCopier]
internal sealed class ImportFactCodec(IValueSerializer<ImportFactFields> serializer)
    : RecordCodec<ImportFact, ImportFactFields>(serializer, tracksReferences: false)
{
    protected override ImportFactFields ToFields(ImportFact value) =>
        new()
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

    protected override ImportFact FromFields(in ImportFactFields fields) =>
        new()
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
