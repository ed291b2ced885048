using System.Collections.Immutable;
using System.Text.Json.Serialization;
using YudaiV3.Api.Chat;
using YudaiV3.Api.GitHub;
using YudaiV3.Api.Issues;
using YudaiV3.Api.RepoIngest;
using YudaiV3.Auth;
using YudaiV3.Chat;
using YudaiV3.GitHub;
using YudaiV3.Issues;
using YudaiV3.RepoIngest;

namespace YudaiV3.Api.Web;

/// <summary>What the compiler prepares for JSON, so that nothing is looked up by reflection on the way of a request.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SessionState))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(MessageList))]
[JsonSerializable(typeof(ContextCard))]
[JsonSerializable(typeof(AgentStatus))]
[JsonSerializable(typeof(SessionStatistics))]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(ImmutableArray<GitHubRepository>))]
[JsonSerializable(typeof(ImmutableArray<GitHubBranch>))]
[JsonSerializable(typeof(ImmutableArray<GitHubIssue>))]
[JsonSerializable(typeof(ImmutableArray<GitHubPull>))]
[JsonSerializable(typeof(ImmutableArray<GitHubCommit>))]
[JsonSerializable(typeof(FoundAnswer))]
[JsonSerializable(typeof(IngestStatus))]
[JsonSerializable(typeof(IngestStarted))]
[JsonSerializable(typeof(ImmutableArray<IngestedRepository>))]
[JsonSerializable(typeof(FileDependenciesAbout))]
[JsonSerializable(typeof(IEnumerable<FileItem>))]
[JsonSerializable(typeof(RepositoryGraph))]
[JsonSerializable(typeof(PathDependencies))]
[JsonSerializable(typeof(ImpactAnswer))]
[JsonSerializable(typeof(DiffAnswer))]
[JsonSerializable(typeof(CyclesAnswer))]
[JsonSerializable(typeof(GraphMetrics))]
[JsonSerializable(typeof(RepositoryDigest))]
[JsonSerializable(typeof(ImmutableArray<UserIssue>))]
[JsonSerializable(typeof(IssueStatistics))]
[JsonSerializable(typeof(TalkIssueAnswer))]
[JsonSerializable(typeof(FiledAnswer))]
[JsonSerializable(typeof(WritingAnswer))]
internal sealed partial class ApiJsonTypes : JsonSerializerContext;
