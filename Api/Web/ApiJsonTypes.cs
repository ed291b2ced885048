using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YudaiV3.Api.Chat;
using YudaiV3.Api.GitHub;
using YudaiV3.Api.Issues;
using YudaiV3.Api.RepoIngest;
using YudaiV3.Auth;
using YudaiV3.Chat;
using YudaiV3.CodeAnalysis.Digest;
using YudaiV3.CodeAnalysis.Graph;
using YudaiV3.GitHub;
using YudaiV3.Issues;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.Web;

/// <summary>
/// Source-generated JSON metadata, so that requests need no reflection.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SessionState))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(MessageListResponse))]
[JsonSerializable(typeof(ContextCard))]
[JsonSerializable(typeof(AgentStatus))]
[JsonSerializable(typeof(SessionStatistics))]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(ImmutableArray<GitHubRepository>))]
[JsonSerializable(typeof(ImmutableArray<GitHubBranch>))]
[JsonSerializable(typeof(ImmutableArray<GitHubIssue>))]
[JsonSerializable(typeof(ImmutableArray<GitHubPull>))]
[JsonSerializable(typeof(ImmutableArray<GitHubCommit>))]
[JsonSerializable(typeof(RepositorySearchResponse))]
[JsonSerializable(typeof(IngestStatus))]
[JsonSerializable(typeof(IngestStartedResponse))]
[JsonSerializable(typeof(ImmutableArray<IngestedRepository>))]
[JsonSerializable(typeof(FileDependenciesInfoResponse))]
[JsonSerializable(typeof(IEnumerable<FileResponse>))]
[JsonSerializable(typeof(RepositoryGraph))]
[JsonSerializable(typeof(PathDependencies))]
[JsonSerializable(typeof(ImpactResponse))]
[JsonSerializable(typeof(DiffResponse))]
[JsonSerializable(typeof(CyclesResponse))]
[JsonSerializable(typeof(GraphMetrics))]
[JsonSerializable(typeof(RepositoryDigest))]
[JsonSerializable(typeof(ImmutableArray<UserIssue>))]
[JsonSerializable(typeof(IssueStatistics))]
[JsonSerializable(typeof(ConversationIssueResponse))]
[JsonSerializable(typeof(FiledIssueResponse))]
[JsonSerializable(typeof(DraftIssueResponse))]
internal sealed partial class ApiJsonTypes : JsonSerializerContext;
