using System.Collections.Frozen;
using Orleans.Serialization.Configuration;
using YudaiV3.CodeAnalysis;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.CodeAnalysis.Relevance;
using YudaiV3.CodeAnalysis.Resolve;
using YudaiV3.CodeAnalysis.Scan;

[assembly: TypeManifestProvider(typeof(YudaiV3.RepoIngest.Serialization.AnalysisTypeAliases))]

namespace YudaiV3.RepoIngest.Serialization;

/// <summary>
/// The names by which rows and other silos know the types of <c>CodeAnalysis</c>, which cannot carry Orleans'
/// attributes themselves.
/// </summary>
internal sealed class AnalysisTypeAliases : TypeManifestProviderBase
{
    public static readonly FrozenDictionary<string, Type> All = new Dictionary<string, Type>
    {
        ["yudai.ingest.conditional-text"] = typeof(ConditionalText),
        ["yudai.ingest.cycle"] = typeof(Cycle),
        ["yudai.ingest.declaration"] = typeof(Declaration),
        ["yudai.ingest.depended-on"] = typeof(DependedOn),
        ["yudai.ingest.dependency"] = typeof(Dependency),
        ["yudai.ingest.digest"] = typeof(RepositoryDigest),
        ["yudai.ingest.external-name"] = typeof(ExternalName),
        ["yudai.ingest.external-use"] = typeof(ExternalUse),
        ["yudai.ingest.file-dependencies"] = typeof(FileDependencies),
        ["yudai.ingest.file-facts"] = typeof(FileFacts),
        ["yudai.ingest.file-metrics"] = typeof(FileMetrics),
        ["yudai.ingest.graph-diff"] = typeof(GraphDiff),
        ["yudai.ingest.graph-edge"] = typeof(GraphEdge),
        ["yudai.ingest.graph-metrics"] = typeof(GraphMetrics),
        ["yudai.ingest.graph-node"] = typeof(GraphNode),
        ["yudai.ingest.graph-query"] = typeof(GraphQuery),
        ["yudai.ingest.graph-totals"] = typeof(GraphTotals),
        ["yudai.ingest.impacted-file"] = typeof(ImpactedFile),
        ["yudai.ingest.import-fact"] = typeof(ImportFact),
        ["yudai.ingest.name-use"] = typeof(NameUse),
        ["yudai.ingest.neighbours"] = typeof(Neighbours),
        ["yudai.ingest.path-dependencies"] = typeof(PathDependencies),
        ["yudai.ingest.path-edge"] = typeof(PathEdge),
        ["yudai.ingest.relevance-query"] = typeof(RelevanceQuery),
        ["yudai.ingest.relevant-file"] = typeof(RelevantFile),
        ["yudai.ingest.relevant-files"] = typeof(RelevantFiles),
        ["yudai.ingest.repository-graph"] = typeof(RepositoryGraph),
        ["yudai.ingest.scope"] = typeof(Scope),
        ["yudai.ingest.tree-file"] = typeof(TreeFile),
        ["yudai.ingest.unresolved-import"] = typeof(UnresolvedImport),
        ["yudai.ingest.unresolved-use"] = typeof(UnresolvedUse),
    }.ToFrozenDictionary();

    protected override void ConfigureInner(TypeManifestOptions options)
    {
        foreach (var (alias, type) in All)
            options.WellKnownTypeAliases[alias] = type;
    }
}
