using System.Collections.Immutable;
using Orleans.Serialization.Serializers;
using YudaiV3.CodeAnalysis.Graph;

namespace YudaiV3.RepoIngest.Serialization;

[GenerateSerializer(IncludePrimaryConstructorParameters = true), Alias("yudai.ingest.repository-graph.fields")]
internal struct RepositoryGraphFields()
{
    [Id(0)]
    public long RepositoryId;

    [Id(1)]
    public string CommitSha = "";

    [Id(2)]
    public GraphLevel Level;

    [Id(3)]
    public ImmutableArray<GraphNode> Nodes = [];

    [Id(4)]
    public ImmutableArray<GraphEdge> Edges = [];

    [Id(5)]
    public ImmutableArray<ExternalUse> External = [];

    [Id(6)]
    public ImmutableArray<UnresolvedUse> Unresolved = [];
}

[RegisterSerializer, RegisterCopier]
internal sealed class RepositoryGraphCodec(IValueSerializer<RepositoryGraphFields> serializer)
    : RecordCodec<RepositoryGraph, RepositoryGraphFields>(serializer)
{
    protected override RepositoryGraphFields ToFields(RepositoryGraph value) =>
        new()
        {
            RepositoryId = value.RepositoryId,
            CommitSha = value.CommitSha,
            Level = value.Level,
            Nodes = value.Nodes,
            Edges = value.Edges,
            External = value.External,
            Unresolved = value.Unresolved,
        };

    protected override RepositoryGraph FromFields(in RepositoryGraphFields fields) =>
        new()
        {
            RepositoryId = fields.RepositoryId,
            CommitSha = fields.CommitSha,
            Level = fields.Level,
            Nodes = fields.Nodes,
            Edges = fields.Edges,
            External = fields.External,
            Unresolved = fields.Unresolved,
        };
}
